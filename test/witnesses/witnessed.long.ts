import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openExistingStores } from '#consent-ledger';
import {
  cosignaturesOn,
  DECISION_HISTORY,
  LEDGER_HISTORY,
  newestCosigned,
  openCheckpoint,
  decisionVerifiers,
  ownVerifiers,
  signCheckpoint,
  existingSigner,
  type ProvedHistory,
} from '#evidence';
import { createLog, readConfig } from '#platform';
import { makeHonestLedger } from '../corruption/honest-ledger';
import { copyLedger } from '../corruption/log-files';
import { verifyInProcess } from '../corruption/verify-in-process';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { serveOnLoopback } from '../support/loopback-server';
import { ledger as runLedger } from '../support/ledger-cli';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { runWitness, type RunningWitness } from './running-witness';
import { metric, until } from './until';

let folder: TemporaryFolder;
let DATA_DIR: string;
let witnesses: RunningWitness[];

/** A ledger with a key, which the witnesses know. */
beforeEach(async () => {
  folder = await temporaryFolder();
  DATA_DIR = join(folder.path, 'ledger');
  await makeHonestLedger({ DATA_DIR }, 1, 4);
  const [key] = ownVerifiers(readConfig({ DATA_DIR }));
  witnesses = [];
  for (const name of ['one.example', 'two.example'])
    witnesses.push(await runWitness(folder.path, name, key!));
});
afterEach(async () => {
  await Promise.all(witnesses.map((witness) => witness.close()));
  await folder.remove();
});

const cosignedIn = async (history: ProvedHistory) => {
  const stores = await openExistingStores(readConfig({ DATA_DIR }), createLog('error'));
  return newestCosigned(stores.auditStore, history).finally(() => stores.close());
};

const settingOf = (...named: readonly { setting: string }[]) =>
  named.map(({ setting }) => setting).join(', ');

/** The newest checkpoint of the ledger is cosigned. */
const isCosigned = async ({ url }: InProcessService): Promise<boolean> => {
  const size = await metric(url, 'consent_cosigned_size');
  return size > 0 && size === (await metric(url, 'consent_tree_size'));
};

const shownFile = () => join(DATA_DIR, 'shown-by-witnesses', 'consent-ledger.checkpoint');

it('the newest checkpoints of both histories are recorded with the cosignatures of all witnesses', async () => {
  const environment = { DATA_DIR, WITNESSES: settingOf(...witnesses) };
  const service = await startInProcess(environment);
  await until(() => isCosigned(service));
  expect(Date.now() / 1000 - (await metric(service.url, 'consent_cosigned_timestamp_seconds'))).toBeLessThan(
    300,
  );
  await service.close();

  const keys = witnesses.map(({ key }) => key);
  const verifiers = ownVerifiers(readConfig({ DATA_DIR }));
  const ledger = (await cosignedIn(LEDGER_HISTORY))!;
  expect(cosignaturesOn(ledger.checkpoint, keys)).toHaveLength(2);
  expect(openCheckpoint(ledger.checkpoint, verifiers).size).toBe(ledger.size);
  expect(ledger.witnesses).toEqual(['one.example', 'two.example']);
  await until(async () => {
    const again = await startInProcess(environment);
    await until(() => knowsDecisions(witnesses[0]!)).finally(() => again.close());
    return (await cosignedIn(DECISION_HISTORY)) !== null;
  });
  const { checkpoint } = (await cosignedIn(DECISION_HISTORY))!;
  expect(openCheckpoint(checkpoint, decisionVerifiers(verifiers)).origin).toBe('consent-ledger/decisions');
  expect(cosignaturesOn(checkpoint, keys)).toHaveLength(2);
  expect(await verifyInProcess({ DATA_DIR })).toMatchObject({ exitCode: 0, findings: [] });
  const { out } = await runLedger(['status', '--json'], { environment: { ...environment, PORT: '0' } });
  await expectCosignedReceipt(environment);
  expect(out).toMatch(/"about":"Witnesses","state":"cosigned for \d+ by one.example, two.example; [^"]+"\}/);
});

it('status says that no witness has cosigned, and doctor what to do', async () => {
  const environment = { DATA_DIR, WITNESSES: settingOf(...witnesses), PORT: '0' };
  const { out } = await runLedger(['doctor', '--json'], { environment });
  expect(out).toContain(
    '"about":"Witnesses","state":"none has cosigned yet","advice":"A running service hands',
  );
});

/** A receipt that the command line issues carries the cosignatures, and verifies with them. */
async function expectCosignedReceipt(environment: Record<string, string>): Promise<void> {
  const stores = await openExistingStores(readConfig({ DATA_DIR }), createLog('error'));
  const file = join(folder.path, 'receipt.json');
  let assertionId = '';
  for await (const { stream } of stores.store.readAll())
    if (stream.startsWith('consent-')) assertionId = stream.slice('consent-'.length);
  await stores.close();
  const issued = await runLedger(['receipt', assertionId, '--out', file], { environment });
  expect(issued).toMatchObject({ code: 0, err: '' });
  const keys = witnesses.map(({ key }) => key.text).join(',');
  const call = ['verify-receipt', file, '--witnesses', keys, '--quorum', '2'];
  const { code, out } = await runLedger(call, { environment: { DATA_DIR } });
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringMatching(/^Cosigned by one\.example at .*, two\.example at /m) as string,
  });
}

async function knowsDecisions({ setting }: RunningWitness): Promise<boolean> {
  const hash = createHash('sha256').update('consent-ledger/decisions').digest('hex');
  const response = await fetch(new URL(`${hash}/checkpoint`, setting.split(' ')[1]));
  await response.text();
  return response.ok;
}

it('a witness that is away delays nothing, and the quorum of the others is enough', async () => {
  const silent = await serveOnLoopback(() => undefined);
  const away = witnesses[1]!;
  const setting = `${away.key.text} ${silent.url}`;
  const service = await startInProcess({
    DATA_DIR,
    WITNESSES: settingOf(witnesses[0]!, { setting }),
    WITNESS_QUORUM: '1',
  });
  await until(() => isCosigned(service));
  await service.close();
  await silent.close();
  expect((await cosignedIn(LEDGER_HISTORY))!.witnesses).toEqual(['one.example']);
});

describe('a ledger that was set back, with all that follows from it', () => {
  let WITNESSES: string;

  beforeEach(async () => {
    await copyLedger(DATA_DIR, join(folder.path, 'older'));
    WITNESSES = settingOf(witnesses[0]!);
    await makeHonestLedger({ DATA_DIR }, 1, 4);
    const service = await startInProcess({ DATA_DIR, WITNESSES });
    await until(() => isCosigned(service));
    await service.close();
    await copyLedger(join(folder.path, 'older'), DATA_DIR);
  });

  it('is found by its witness, signs nothing more, and does not start again', async () => {
    const service = await startInProcess({ DATA_DIR, WITNESSES });
    await until(() => existsSync(shownFile()));
    await service.close();
    await expect(startInProcess({ DATA_DIR, WITNESSES })).rejects.toThrow(
      /shown-by-witnesses\/consent-ledger\.checkpoint holds a checkpoint that was signed over \d+ events/,
    );
  });

  it('is found by its witness also when it has gone on, differently and for longer', async () => {
    await makeHonestLedger({ DATA_DIR }, 1, 24);
    const service = await startInProcess({ DATA_DIR, WITNESSES });
    await until(() => existsSync(shownFile()));
    await service.close();
    await expect(startInProcess({ DATA_DIR, WITNESSES })).rejects.toThrow(/two that went on differently/);
  });
});

it('a witness that says that it knows more, and shows a forged checkpoint, is not believed', async () => {
  const other = join(folder.path, 'other');
  await (await startInProcess({ DATA_DIR: other })).close();
  const forger = existingSigner(readConfig({ DATA_DIR: other }));
  const forged = signCheckpoint({ size: 4_000_000, root: Buffer.alloc(32) }, forger);
  const liar = await serveOnLoopback((request, response) => {
    if (request.method === 'POST') response.writeHead(409).end('4000000\n');
    else response.end(forged);
  });
  const setting = `${witnesses[0]!.key.text} ${liar.url}`;
  const service = await startInProcess({ DATA_DIR, WITNESSES: setting });
  await until(async () => (await metric(service.url, 'consent_witness_failures_total')) > 0);
  await service.close();
  await liar.close();
  expect(existsSync(shownFile())).toBe(false);
  await (await startInProcess({ DATA_DIR })).close();
});

it('settings that cannot be meant keep a service from starting, and leave nothing open', async () => {
  await expect(startInProcess({ DATA_DIR, WITNESSES: 'nonsense' })).rejects.toThrow(/^WITNESSES: This is no/);
  await (await startInProcess({ DATA_DIR })).close();
});
