import { generateKeyPairSync } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  cosignerOf,
  DECISION_HISTORY,
  existingSigner,
  leafHash,
  LEDGER_HISTORY,
  ownVerifiers,
  signCheckpoint,
  type CosignedCheckpoint,
} from '#evidence';
import { newId, readConfig } from '#platform';
import { makeHonestLedger } from '../corruption/honest-ledger';
import { copyLedger, LogFiles, type StoredArray } from '../corruption/log-files';
import { verifyInProcess, type Outcome } from '../corruption/verify-in-process';
import { ledger as runLedger } from '../support/ledger-cli';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { haveCosigned, recordedIn } from './recorded';
import { runWitness } from './running-witness';

let folder: TemporaryFolder;
let honest: string;
let DATA_DIR: string;
let keys: string[];

/** A ledger whose newest checkpoints two witnesses have cosigned. */
beforeAll(async () => {
  folder = await temporaryFolder();
  honest = join(folder.path, 'honest');
  DATA_DIR = join(folder.path, 'copy');
  await makeHonestLedger({ DATA_DIR: honest }, 1, 4);
  const [key] = ownVerifiers(readConfig({ DATA_DIR: honest }));
  const names = ['one.example', 'two.example'];
  const witnesses = await Promise.all(names.map((name) => runWitness(folder.path, name, key!)));
  const WITNESSES = witnesses.map(({ setting }) => setting).join(', ');
  await haveCosigned({ DATA_DIR: honest, WITNESSES }, 2);
  await Promise.all(witnesses.map((witness) => witness.close()));
  keys = witnesses.map((witness) => witness.key.text);
});
afterAll(() => folder.remove());
beforeEach(() => copyLedger(honest, DATA_DIR));

const stranger = (name: string) => cosignerOf(name, generateKeyPairSync('ed25519').privateKey).key.text;

const verified = (witnesses: readonly string[], quorum?: number): Promise<Outcome> =>
  verifyInProcess(
    { DATA_DIR },
    { witnesses: witnesses.join(','), ...(quorum === undefined ? {} : { quorum: String(quorum) }) },
  );

const sizes = async (): Promise<number[]> => {
  const both = [LEDGER_HISTORY, DECISION_HISTORY].map((history) => recordedIn({ DATA_DIR }, history));
  return (await Promise.all(both)).map(({ signed }) => signed!.size);
};

/** Changes what is recorded as cosigned, in both histories. */
const tamper = (change: (cosigned: CosignedCheckpoint) => CosignedCheckpoint): Promise<void> =>
  LogFiles.tamper(
    DATA_DIR,
    (files) => files.rewrite(files.arrays().map((event) => changed(event, change))),
    'audit-log',
  );

const changed = (
  event: StoredArray,
  change: (cosigned: CosignedCheckpoint) => CosignedCheckpoint,
): StoredArray =>
  event[3] === 'CheckpointCosigned.v1'
    ? (event.with(4, { ...change(event[4] as unknown as CosignedCheckpoint) }) as StoredArray)
    : event;

it('a quorum that has cosigned the newest checkpoints of both histories is named, with the times', async () => {
  const [events, batches] = await sizes();
  const { exitCode, findings, summary } = await verified(keys, 2);
  expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
  const cosignatures = ['one.example', 'two.example'].map((witness) => ({
    witness,
    signedAt: expect.any(String) as string,
  }));
  expect(summary!.cosigned).toEqual({ size: events, cosignatures });
  expect(summary!.decisions.cosigned).toEqual({ size: batches, cosignatures });
  const file = join(folder.path, 'witnesses.txt');
  await writeFile(file, `${keys.join('\n')}\n`);
  const { code, out } = await runLedger(['verify', '--witnesses', file], { environment: { DATA_DIR } });
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringContaining('Everything is as it was written.'),
  });
  expect(out).toContain(`\nThe checkpoint over ${events} events: Cosigned by one.example at `);
  expect(out).toContain(`\nThat over ${batches} batches of records: Cosigned by one.example at `);
});

it('a quorum that lacks is found in both histories, with the first checkpoint that lacks it', async () => {
  const [events] = await sizes();
  const { exitCode, findings } = await verified([...keys, stranger('three.example')], 3);
  expect(exitCode).toBe(1);
  expect(findings).toEqual([
    expect.objectContaining({ kind: 'cosignature', log: 'audit', position: null }),
    expect.objectContaining({ kind: 'cosignature', log: 'audit', position: null }),
  ]);
  expect(findings[0]!.what).toMatch(
    new RegExp(
      `^The newest checkpoint covers ${events} events, and 3 of the 3 given witnesses have to cosign: they have cosigned none. ` +
        'The first without enough is that over \\d+ events, of \\d{4}-\\d\\d-\\d\\dT.*Z\\.$',
    ),
  );
  expect(findings[1]!.what).toMatch(
    /^In the tree over the records of checks and looks: The newest checkpoint/,
  );
});

it('checkpoints that were signed after the last cosigned one are found, and the first of them is named', async () => {
  const [before] = await sizes();
  await makeHonestLedger({ DATA_DIR }, 1, 4);
  const [after] = await sizes();
  const { exitCode, findings } = await verified(keys, 2);
  expect(exitCode).toBe(1);
  expect(findings[0]!.what).toContain(
    `The newest checkpoint covers ${after} events, and 2 of the 2 given witnesses have to cosign: they have for ${before}. The first`,
  );
  const [, first] = /is that over (\d+) events, of/.exec(findings[0]!.what)!;
  expect(Number(first)).toBeGreaterThan(before!);
  expect(Number(first)).toBeLessThanOrEqual(after!);
  expect(await verifyInProcess({ DATA_DIR })).toMatchObject({ exitCode: 0, summary: { cosigned: null } });
});

it('a cosigned checkpoint that was kept elsewhere counts when the ledger has lost its own', async () => {
  const { cosigned } = await recordedIn({ DATA_DIR }, LEDGER_HISTORY);
  const kept = join(folder.path, 'kept');
  await writeFile(kept, cosigned!.checkpoint);
  await LogFiles.tamper(
    DATA_DIR,
    (files) => files.rewrite(files.arrays().filter(([, , , type]) => type !== 'CheckpointCosigned.v1')),
    'audit-log',
  );
  const witnesses = keys.join(',');
  const lacking = await verifyInProcess({ DATA_DIR }, { witnesses });
  expect([lacking.exitCode, lacking.findings.length]).toEqual([1, 2]);
  const held = await verifyInProcess({ DATA_DIR }, { witnesses, fromCheckpoint: kept });
  expect(held.findings.map(({ what }) => what)).toEqual([
    expect.stringMatching(/^In the tree over the records of checks and looks/),
  ]);
});

it('a cosigned checkpoint of another history does not count when it stands behind a greater one', async () => {
  const { signed } = await recordedIn({ DATA_DIR }, LEDGER_HISTORY);
  await makeHonestLedger({ DATA_DIR }, 1, 4);
  const { signed: greater } = await recordedIn({ DATA_DIR }, LEDGER_HISTORY);
  const signer = existingSigner(readConfig({ DATA_DIR }));
  const witness = cosignerOf('one.example', generateKeyPairSync('ed25519').privateKey);
  const note = signCheckpoint({ size: signed!.size, root: leafHash('another history') }, signer);
  const cosigned = note + witness.cosign(note.slice(0, note.indexOf('\n\n') + 1), Date.now());
  const recorded = [greater!, { ...greater!, checkpoint: cosigned, size: signed!.size }].map(
    (data, index): StoredArray => [
      newId(),
      index,
      LEDGER_HISTORY.cosigned,
      'CheckpointCosigned.v1',
      { ...data, witnesses: ['one.example'] },
      {},
    ],
  );
  const isKept = ([, , stream, , { size }]: StoredArray) =>
    stream === LEDGER_HISTORY.checkpoints
      ? (size as number) <= signed!.size
      : stream !== LEDGER_HISTORY.cosigned;
  await LogFiles.tamper(
    DATA_DIR,
    (files) => files.rewrite([...files.arrays().filter(isKept), ...recorded]),
    'audit-log',
  );
  const { findings, summary } = await verified([witness.key.text], 1);
  expect(summary!.cosigned).toBeNull();
  expect(findings[0]!.what).toContain('have to cosign: they have cosigned none.');
});

it('a false cosignature is found, with its place, when its witness is given', async () => {
  const other = cosignerOf('one.example', generateKeyPairSync('ed25519').privateKey);
  await tamper((cosigned) => {
    const text = cosigned.checkpoint.slice(0, cosigned.checkpoint.indexOf('\n\n') + 1);
    return { ...cosigned, checkpoint: cosigned.checkpoint + other.cosign(`${text}x\n`, 0) };
  });
  expect(await verified(keys, 2)).toMatchObject({ exitCode: 0 });
  const { exitCode, findings } = await verified([other.key.text], 1);
  expect(exitCode).toBe(1);
  const what = 'The cosignature of the witness one.example is not one of this checkpoint.';
  expect(findings).toContainEqual({
    kind: 'cosignature',
    log: 'audit',
    position: expect.any(Number) as number,
    stream: LEDGER_HISTORY.cosigned,
    what,
  });
});

it('a cosigned checkpoint that the ledger has not signed is found, also when no witness is given', async () => {
  await tamper((cosigned) => ({ ...cosigned, checkpoint: cosigned.checkpoint.replace('\n', 'x\n') }));
  const { exitCode, findings } = await verifyInProcess({ DATA_DIR });
  expect(exitCode).toBe(1);
  expect(new Set(findings.map(({ kind, stream }) => `${kind} ${stream}`))).toEqual(
    new Set([`checkpoint ${LEDGER_HISTORY.cosigned}`, `checkpoint ${DECISION_HISTORY.cosigned}`]),
  );
});

it('without the tree, and with a quorum that nobody can have, it is refused as verify-receipt refuses it', async () => {
  await rm(join(DATA_DIR, 'tree'), { recursive: true });
  expect(await verified(keys)).toMatchObject({ exitCode: 0, findings: [] });
  await expect(verified(keys, 3)).rejects.toThrow('--quorum is a whole number from 1 to 2');
  await expect(verifyInProcess({ DATA_DIR }, { quorum: '1' })).rejects.toThrow('--quorum needs --witnesses.');
});
