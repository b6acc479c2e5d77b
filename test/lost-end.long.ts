import { randomUUID } from 'node:crypto';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { call } from './support/call';
import { startInProcess } from './support/in-process-service';
import { ledger } from './support/ledger-cli';
import { person } from './support/people';
import { toCancel, toCheck, toRegister } from './support/requests';
import { temporaryFolder, type TemporaryFolder } from './support/temporary-folder';

const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};

let folder: TemporaryFolder;
const at = (name: string): string => join(folder.path, name);
const start = () => startInProcess({ DATA_DIR: folder.path });

/** A ledger whose log is an older copy: the consent is there, and its cancellation is lost. */
beforeEach(async () => {
  folder = await temporaryFolder();
  const assertionId = randomUUID();
  const first = await start();
  await call(first.url, 'register-extended-consent', toRegister(assertionId, place));
  await first.close();
  await cp(at('log'), at('older'), { recursive: true });
  const second = await start();
  expect((await call(second.url, 'cancel-extended-consent', toCancel(assertionId))).status).toBeLessThan(300);
  await second.close();
  await rm(at('log'), { recursive: true });
  await cp(at('older'), at('log'), { recursive: true });
});
afterEach(() => folder.remove());

it('refuses a log that is older than what follows from it, and does not advise to remove that', async () => {
  await expect(start()).rejects.toThrow(
    /^The log has lost its end: it ends at position 0, .* reached position 1\. Position 1 is missing\. Restore the log from a newer backup/,
  );
});

it.each([[['read-models']], [['tree']], [['read-models', 'tree']]])(
  'refuses it with %s moved away, too',
  async (moved) => {
    for (const name of moved) await rm(at(name), { recursive: true });
    await expect(start()).rejects.toThrow(/^The log has lost its end: .* Position 1 is missing\./);
  },
);

const run = (...args: string[]) => ledger(args, { environment: { DATA_DIR: folder.path } });
const accept = (from: string) =>
  run('accept-loss', '--from', from, '--reason', 'Disk failure, no newer backup.');

it('is refused by commands, and examined by those that look for what is wrong', async () => {
  for (const command of [['sign-ons'], ['rebuild'], ['export', at('export.ndjson')]]) {
    const { code, err } = await run(...command);
    expect({ code, err }).toEqual({ code: 3, err: expect.stringMatching(/^The log has lost its end:/) });
  }
  expect(await run('checkpoint')).toMatchObject({ code: 0 });
});

it('goes on when the loss has been accepted by its position, which is recorded', async () => {
  expect(await accept('2')).toMatchObject({
    code: 2,
    err: expect.stringContaining('is 1, and --from names 2'),
  });
  await expect(start()).rejects.toThrow(/^The log has lost its end/);
  expect(await accept('1')).toMatchObject({ code: 0, err: '' });
  expect((await readdir(folder.path)).filter((name) => name.includes('-lost-from-1-'))).toHaveLength(2);
  const service = await start();
  expect((await call(service.url, 'check-consent', toCheck(place))).body).toMatchObject({
    checkResult: { hasConsent: true },
  });
  await service.close();
  await (await start()).close();
  expect(await accept('1')).toMatchObject({ code: 3, err: expect.stringContaining('no loss to accept') });
});

it('refuses a second loss, which the acceptance of the first does not cover', async () => {
  expect(await accept('1')).toMatchObject({ code: 0 });
  const service = await start();
  await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
  await call(service.url, 'check-consent', toCheck(place));
  // Its record has no position, and must not hide those behind it.
  await call(service.url, 'decisions', {});
  await service.close();
  await rm(at('log'), { recursive: true });
  await cp(at('older'), at('log'), { recursive: true });
  for (const name of ['read-models', 'tree']) await rm(at(name), { recursive: true });
  await expect(start()).rejects.toThrow(/the newest records of checks reached position 1/);
});

describe('a log that has gone on otherwise', () => {
  /** The older copy, with more in it than the newest checkpoint of the ledger covers. */
  const goOnElsewhere = async () => {
    const elsewhere = join(folder.path, 'elsewhere');
    await cp(at('older'), join(elsewhere, 'log'), { recursive: true });
    expect(await ledger(['init', '--new-audit-log'], { environment: { DATA_DIR: elsewhere } })).toMatchObject(
      { code: 0 },
    );
    const other = await startInProcess({ DATA_DIR: elsewhere });
    for (const id of [randomUUID(), randomUUID(), randomUUID()])
      await call(other.url, 'register-extended-consent', toRegister(id, { ...place, patientId: person(2) }));
    await other.close();
    await rm(at('log'), { recursive: true });
    await cp(join(elsewhere, 'log'), at('log'), { recursive: true });
  };
  const refusal =
    /^The first 2 events are not those that the newest checkpoint was signed for\. The log is another ledger’s, or/;

  it('is refused when the tree and the read models are missing, again and again', async () => {
    await goOnElsewhere();
    for (const name of ['tree', 'read-models']) await rm(at(name), { recursive: true });
    for (let attempt = 0; attempt < 2; attempt += 1) await expect(start()).rejects.toThrow(refusal);
  });
});

it('starts where the tree is missing beside the whole log', async () => {
  await rm(at('log'), { recursive: true });
  await rm(at('tree'), { recursive: true });
  await rm(at('read-models'), { recursive: true });
  await rm(at('audit-log'), { recursive: true });
  await cp(at('older'), at('log'), { recursive: true });
  expect(await run('init', '--new-audit-log')).toMatchObject({ code: 0 });
  await (await start()).close();
  await rm(at('tree'), { recursive: true });
  const service = await start();
  expect((await call(service.url, 'check-consent', toCheck(place))).body).toMatchObject({
    checkResult: { hasConsent: true },
  });
  await service.close();
});
