import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { chmod, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openExistingStores } from '#consent-ledger';
import {
  CHECKPOINTS,
  InvalidReceipt,
  newestCheckpoint,
  readVerifierKey,
  recordCheckpoint,
  verifyReceipt,
  type Receipt,
} from '#evidence';
import { createLog, readConfig } from '#platform';
import { call } from '../support/call';
import { ledger, type LedgerRun } from '../support/ledger-cli';
import { startLiveLedger, storeKinds, type LiveLedger } from '../support/live-ledger';
import { person } from '../support/people';
import { toCancel, toRegister } from '../support/requests';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { badReceipts } from './bad-receipts';

const VERIFIER = join(__dirname, '../../tools/verify-receipt.mjs');
const place = { patientId: person(1), careProviderId: 'SE165565594230-1A', careUnitId: 'SE165565594230-1AA' };
const ANOTHER_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

const run = (environment: Record<string, string>, ...args: string[]) => ledger(args, { environment });
const standAlone = (...args: string[]): Promise<LedgerRun> => ledger(args, { main: VERIFIER });
const keyIn = (folder: string) => readFileSync(join(folder, 'keys', 'checkpoint.pub'), 'utf8').trim();

/** Registers a consent and cancels it. */
async function consentAt(url: string): Promise<string> {
  const assertionId = randomUUID();
  await call(url, 'register-extended-consent', toRegister(assertionId, place));
  await call(url, 'cancel-extended-consent', toCancel(assertionId));
  return assertionId;
}

describe.each(storeKinds)('beside a live service, on %s', (kind) => {
  let live: LiveLedger;
  let assertionId: string;
  let file: string;

  beforeAll(async () => {
    live = await startLiveLedger(kind);
    for (let other = 0; other < 5; other += 1) await consentAt(live.service.url);
    assertionId = await consentAt(live.service.url);
    file = join(live.folder, 'receipt.json');
  });

  afterAll(() => live.close());

  it('a receipt for what has only just happened is issued, and verified with and without the project', async () => {
    const issued = await run(live.environment, 'receipt', assertionId.toUpperCase(), '--out', file);
    expect(issued).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining(`2 events is in ${file}`),
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const { events } = JSON.parse(readFileSync(file, 'utf8')) as Receipt;
    expect(events.map(({ event }) => event.type)).toEqual(['ConsentRegistered.v1', 'ConsentCancelled.v1']);
    expect(events.map(({ leafIndex }) => leafIndex)).toEqual([10, 11]);
    const verified = await run(live.environment, 'verify-receipt', file);
    expect(verified).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(
        /^Proved: consent-\S+ has these events and no others .*\nIt says nothing of /,
      ),
    });
    expect(await standAlone(file, keyIn(live.folder))).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(
        /^Proved: consent-\S+ has these events and no others .*\nIt says nothing of .*\n0 {2}ConsentRegistered\.v1 .*\n1 {2}ConsentCancelled\.v1 .*\n$/,
      ),
    });
    expect(verified.out + issued.out).not.toContain(place.patientId.extension);
  });

  it('a receipt is not written over another file, and none is issued for what is not there', async () => {
    expect(await run(live.environment, 'receipt', assertionId, '--out', file)).toMatchObject({
      code: 3,
      err: `There already is a ${file}.\n`,
    });
    const unknown = randomUUID();
    expect(await run(live.environment, 'receipt', unknown)).toMatchObject({
      code: 3,
      err: `There is no consent ${unknown} in this ledger.\n`,
    });
    expect(await run(live.environment, 'receipt', 'c0ffee')).toMatchObject({ code: 2 });
  });

  it('the newest checkpoint is printed as it was signed, and a kept one is proved to be a beginning', async () => {
    const kept = join(live.folder, 'kept');
    const first = await run(live.environment, 'checkpoint');
    expect(first.out).toMatch(
      /^consent-ledger\n\d+\n\S{44}\nnewest-revisions \S{44}\n\n— consent-ledger \S+\n$/,
    );
    writeFileSync(kept, first.out);
    const later = await consentAt(live.service.url);
    expect(await run(live.environment, 'receipt', later, '--out', '-')).toMatchObject({ code: 0 });
    expect(await run(live.environment, 'checkpoint', '--verify-against', kept)).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^The ledger, signed for 14 events now, still begins with the 12 /),
    });
    const told = await run(live.environment, 'checkpoint', '--verify-against', kept, '--json');
    expect(told.records()).toEqual([
      {
        consistent: true,
        kept: 12,
        newest: 14,
        consistencyProof: expect.any(Array) as unknown,
        checkpoint: expect.stringContaining('\n14\n') as unknown,
      },
    ]);
    writeFileSync(kept, first.out.replace('\n12\n', '\n11\n'));
    expect(await run(live.environment, 'checkpoint', '--verify-against', kept)).toMatchObject({
      code: 3,
      err: expect.stringContaining('The signature of the note is not that of its text.'),
    });
  });
});

describe('a receipt', () => {
  let folder: TemporaryFolder;
  let environment: Record<string, string>;
  let assertionId: string;
  let file: string;
  let text: string;
  let key: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    environment = { DATA_DIR: folder.path };
    file = join(folder.path, 'receipt.json');
    const service = await spawnService(environment);
    for (let other = 0; other < 4; other += 1) await consentAt(service.url);
    assertionId = await consentAt(service.url);
    await service.end('SIGTERM');
    await run(environment, 'receipt', assertionId, '--out', file);
    text = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
    key = keyIn(folder.path);
  });

  afterAll(() => folder.remove());

  it('proves nothing with any one bit of it turned', async () => {
    const bytes = Buffer.from(text);
    const verifiers = [readVerifierKey(key)];
    const accepted: number[] = [];
    expect(verifyReceipt(bytes.toString(), verifiers).events).toHaveLength(2);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      if (proves(() => verifyReceipt(bytes.toString(), verifiers))) accepted.push(bit);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
    }
    expect(accepted).toEqual([]);
  });

  it('proves nothing so to the verifier that stands alone either', async () => {
    const loop = join(folder.path, 'every-bit.mjs');
    writeFileSync(
      loop,
      `import { readFileSync } from 'node:fs';
       import { readKey, verifyReceipt } from ${JSON.stringify(VERIFIER)};
       const [bytes, key] = [readFileSync(process.argv[2]), readKey(process.argv[3])];
       const proves = () => { try { return verifyReceipt(bytes.toString(), key).events.length === 2; } catch { return false; } };
       const turn = (bit) => { bytes[bit >> 3] ^= 1 << (bit & 7); };
       const accepted = [];
       const isProof = proves();
       for (let bit = 0; bit < bytes.length * 8; bit++) { turn(bit); if (proves()) accepted.push(bit); turn(bit); }
       console.log(JSON.stringify({ isProof, bits: bytes.length * 8, accepted }));`,
    );
    const compact = join(folder.path, 'compact.json');
    writeFileSync(compact, text);
    const told = await ledger([compact, key], { main: loop });
    expect(told.records()).toEqual([{ isProof: true, bits: Buffer.byteLength(text) * 8, accepted: [] }]);
  });

  it('is verified as a file that may have come in any way of writing JSON', async () => {
    const other = join(folder.path, 'rewritten.json');
    const { format, checkpoint, events, newestProof } = JSON.parse(text) as Receipt;
    writeFileSync(other, `\n${JSON.stringify({ newestProof, events, checkpoint, format }, null, '\t')}\n`);
    expect((await run(environment, 'verify-receipt', other)).code).toBe(0);
    expect((await standAlone(other, key)).code).toBe(0);
  });

  it.each(badReceipts)('that %s is refused by the lib', (_what, of) => {
    expect(() => verifyReceipt(of(text), [readVerifierKey(key)])).toThrow(InvalidReceipt);
  });

  it('proves nothing to the verifier that stands alone, whichever of these it is', async () => {
    const loop = join(folder.path, 'every-one.mjs');
    writeFileSync(
      loop,
      `import { readFileSync } from 'node:fs';
       import { readKey, verifyReceipt } from ${JSON.stringify(VERIFIER)};
       const [texts, key] = [JSON.parse(readFileSync(process.argv[2])), readKey(process.argv[3])];
       const proves = (text) => { try { verifyReceipt(text, key); return true; } catch { return false; } };
       console.log(JSON.stringify(texts.map(proves)));`,
    );
    const texts = join(folder.path, 'every-one.json');
    writeFileSync(texts, JSON.stringify([text, ...badReceipts.map(([, of]) => of(text))]));
    const told = await ledger([texts, key], { main: loop });
    expect(told.records()).toEqual([[true, ...badReceipts.map(() => false)]]);
  });

  it.each(badReceipts)('that %s proves nothing', async (_what, of) => {
    const bad = join(folder.path, 'bad.json');
    writeFileSync(bad, of(text));
    const [told, alone] = [await run(environment, 'verify-receipt', bad), await standAlone(bad, key)];
    expect(told).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^Not proved\. [^\n]+\.\n$/) });
    expect(alone).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^Not proved: [^\n]+\.\n$/) });
    expect(told.err + alone.err).not.toContain(place.patientId.extension);
  });

  it('proves nothing under another key', async () => {
    const keyFile = join(folder.path, 'another.pub');
    writeFileSync(keyFile, `${ANOTHER_KEY}\n`);
    for (const another of [ANOTHER_KEY, keyFile]) {
      expect(await run(environment, 'verify-receipt', file, '--key', another)).toMatchObject({
        code: 1,
        err: 'Not proved. The note is not signed with a key that is trusted.\n',
      });
    }
    expect(await standAlone(file, ANOTHER_KEY)).toMatchObject({
      code: 1,
      err: 'Not proved: the checkpoint is not signed with this key.\n',
    });
  });

  it('is not looked at when the call is wrong', async () => {
    const turned = key.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    const none = join(folder.path, 'none.json');
    expect(await run(environment, 'verify-receipt', file, '--key', turned)).toMatchObject({ code: 2 });
    expect(await run(environment, 'verify-receipt', none)).toMatchObject({
      code: 3,
      err: `There is no ${none}.\n`,
    });
    expect(await run({ DATA_DIR: '/nowhere' }, 'verify-receipt', file)).toMatchObject({ code: 3 });
    expect(await run({ DATA_DIR: '/nowhere' }, 'verify-receipt', file, '--key', key)).toMatchObject({
      code: 0,
    });
    for (const args of [[], [file], [none, key], [file, turned]]) {
      expect(await standAlone(...args)).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringMatching(/\.\n$|KEY\n$/),
      });
    }
  });

  describe('where no service runs', () => {
    const stores = () => openExistingStores(readConfig(environment), createLog('error'));

    it('is issued under a checkpoint that is signed for it', async () => {
      const taken = await stores();
      const late = await consentWithout(taken.store);
      await taken.close();
      const out = join(folder.path, 'late.json');
      expect(await run(environment, 'receipt', late, '--out', out)).toMatchObject({ code: 0, err: '' });
      expect((await standAlone(out, key)).code).toBe(0);
    });

    it('is not issued without the right to sign, and the sentence says what to do', async () => {
      const taken = await stores();
      const late = await consentWithout(taken.store);
      await taken.close();
      const pem = join(folder.path, 'keys', 'checkpoint.pem');
      await chmod(pem, 0o644);
      const told = await run(environment, 'receipt', late);
      await chmod(pem, 0o600);
      expect(told).toMatchObject({ code: 3, out: '' });
      expect(told.err).toMatch(
        /^No checkpoint covers that yet\. A running service signs one .*chmod 600 it\.\n$/,
      );
    });

    it('is not issued when the ledger is not what was signed', async () => {
      const taken = await stores();
      const newest = (await newestCheckpoint(taken.auditStore))!;
      const forged = {
        ...newest,
        checkpoint: newest.checkpoint.replace(/\n\S{43}=\n/, `\n${'A'.repeat(43)}=\n`),
      };
      const { revision: _revision, ...signed } = forged;
      expect(await recordCheckpoint(taken.auditStore, signed, newest)).toBe(true);
      expect(await taken.auditStore.readStream(CHECKPOINTS)).toHaveLength(newest.revision + 2);
      await taken.close();
      expect(await run(environment, 'receipt', assertionId, '--out', '-')).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringMatching(
          /not those that the newest checkpoint was signed for\. There is no receipt/,
        ),
      });
    });
  });
});

type Store = Awaited<ReturnType<typeof openExistingStores>>['store'];

/** Copies a consent's registration to a new consent, as nobody but a test would. */
async function consentWithout(store: Store): Promise<string> {
  const assertionId = randomUUID();
  for await (const { type, data, metadata } of store.readAll({ limit: 1 })) {
    const copy = { id: randomUUID(), type, data: { ...data, assertionId }, metadata };
    await store.append(`consent-${assertionId}`, 'no-stream', [copy]);
  }
  return assertionId;
}

function proves(verify: () => unknown): boolean {
  try {
    verify();
    return true;
  } catch {
    return false;
  }
}
