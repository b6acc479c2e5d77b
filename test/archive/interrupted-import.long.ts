import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import { writeLedger } from '../generated-ledger';
import { ledger, spawnLedger } from '../support/ledger-cli';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

let folder: TemporaryFolder;
let archive: string;

const at = (name: string): string => join(folder.path, name);

beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(at('original'));
  await writeLedger(at('original'), { events: 3000, decisions: 1000, seed: 11 });
  archive = at('ledger.ndjson');
  await ledger(['export', archive], { environment: { DATA_DIR: at('original') } });
});
afterAll(() => folder.remove());

/** Kills a process, without a warning, as soon as a condition holds. */
async function killWhen(child: ChildProcess, holds: () => Promise<boolean>): Promise<void> {
  const exited = once(child, 'exit');
  while (child.exitCode === null && !(await holds().catch(() => false))) await wait(2);
  child.kill('SIGKILL');
  await exited;
}

/**
 * Kills one import after the other, each a little further on, and makes the last to its end. Answers whether it was in pieces: on a
 * busy machine, an import may come to its end before the signal does.
 */
async function isImportedInPieces(
  environment: Record<string, string>,
  conditions: readonly (() => Promise<boolean>)[],
): Promise<boolean> {
  for (const holds of conditions) await killWhen(spawnLedger(['import', archive], { environment }), holds);
  const run = await ledger(['import', archive, '--json'], { environment });
  expect(run).toMatchObject({ code: 0, err: '' });
  const [{ held, restored }] = run.records() as [{ held: number; restored: number }];
  return held > 0 && restored > 0;
}

/** What was missed by a moment is tried again. */
const ATTEMPTS = 20;

async function untilIn(attempt: (number: number) => Promise<boolean>): Promise<void> {
  for (let number = 0; number < ATTEMPTS; number++) if (await attempt(number)) return;
  throw new Error(`None of ${ATTEMPTS} attempts was ended in the middle.`);
}

async function expectSameExport(environment: Record<string, string>, name: string): Promise<void> {
  expect(await ledger(['export', at(name)], { environment })).toMatchObject({ code: 0 });
  expect((await readFile(at(name))).equals(await readFile(archive))).toBe(true);
}

describe('An import that is killed again and again', () => {
  it('is whole when it was let to its end: embedded', async () => {
    const full = (await stat(join(at('original'), 'log', 'data.mdb'))).size;
    await untilIn(async (attempt) => {
      const environment = { DATA_DIR: at(`target-${attempt}`) };
      const data = join(environment.DATA_DIR, 'log', 'data.mdb');
      const hasGrownTo = (size: number) => async () => (await stat(data)).size >= size;
      const conditions = [0.2, 0.4, 0.6].map((part) => hasGrownTo(part * full));
      const isInPieces = await isImportedInPieces(environment, conditions);
      await expectSameExport(environment, `target-${attempt}.ndjson`);
      return isInPieces;
    });
  });

  it('is whole when it was let to its end: EventStoreDB', async () => {
    await untilIn(async (attempt) => {
      const server = await SpawnedProtocolServer.start();
      const environment = { EVENT_STORE_URL: server.url, DATA_DIR: at('unused') };
      const hasTaken = (appends: number) => async () => (await server.counts()).appends >= appends;
      const isInPieces = await isImportedInPieces(environment, [400, 1000, 1900].map(hasTaken));
      await expectSameExport(environment, `server-${attempt}.ndjson`);
      await server.stop();
      return isInPieces;
    });
  });
});

describe('An export that is ended in the middle', () => {
  const begun = async (name: string) => (await readdir(folder.path)).filter((each) => each.startsWith(name));

  /** Sends a signal as soon as an export has begun its file; answers how it ended, and which files are there then. */
  async function ended(name: string, signal: NodeJS.Signals) {
    const environment = { DATA_DIR: at('original') };
    const child = spawnLedger(['export', at(name)], { environment });
    const exited = once(child, 'exit');
    while (child.exitCode === null && (await begun(name)).length === 0) await wait(2);
    child.kill(signal);
    const [code] = (await exited) as [number | null];
    return { code, files: await begun(name) };
  }

  /** Whether it had come to its end before the signal did: its file is whole then. */
  async function isWhole(name: string, files: readonly string[]): Promise<boolean> {
    if (!files.includes(name)) return false;
    expect((await readFile(at(name))).equals(await readFile(archive))).toBe(true);
    return true;
  }

  it('leaves no file by its name when it is killed', () =>
    untilIn(async (attempt) => {
      const name = `killed-${attempt}.ndjson`;
      const { files } = await ended(name, 'SIGKILL');
      return !(await isWhole(name, files));
    }));

  it('takes away what is not whole when it is told to end before', () =>
    untilIn(async (attempt) => {
      const name = `ended-${attempt}.ndjson`;
      const { code, files } = await ended(name, 'SIGTERM');
      if (await isWhole(name, files)) return false;
      expect({ code, files }).toEqual({ code: 130, files: [] });
      return true;
    }));
});
