import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { identitiesIn } from '../support/identities-in-text';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { makeHonestLedger } from './honest-ledger';
import { LogFiles } from './log-files';

const MAIN = join(__dirname, '../../dist/apps/ledger/src/main.js');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `ledger verify`, as a process of its own. */
async function ledgerVerify(...args: readonly string[]): Promise<Ended> {
  const env = { PATH: process.env.PATH };
  const ran = promisify(execFile)(process.execPath, [MAIN, 'verify', ...args], { env });
  const ended = await ran.then(
    (output) => ({ ...output, code: 0 }),
    (error: unknown) => error as Ended,
  );
  expect(identitiesIn(ended.stdout + ended.stderr)).toEqual([]);
  return ended;
}

describe('ledger verify', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => (folder = await temporaryFolder()));
  afterEach(() => folder.remove());

  it('says that all is well beside a service that is writing', async () => {
    await makeHonestLedger({ DATA_DIR: folder.path }, 1, 4);
    const over = new AbortController();
    const writing = (async () => {
      while (!over.signal.aborted) await makeHonestLedger({ DATA_DIR: folder.path }, 2, 20);
    })();
    for (let run = 0; run < 3; run++) {
      const { code, stdout, stderr } = await ledgerVerify('--data-dir', folder.path);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('Everything is as it was written.');
    }
    over.abort();
    await writing;
  });

  it('tells people and machines what it has found, and ends with 1', async () => {
    await makeHonestLedger({ DATA_DIR: folder.path }, 1, 12);
    await LogFiles.tamper(folder.path, (files) => files.write(7, files.bytes(7).subarray(1)));
    const told = await ledgerVerify('--data-dir', folder.path);
    expect(told.code).toBe(1);
    expect(told.stdout).toMatch(/^7 +damaged +The event at position 7 is damaged: its text is not JSON\.$/m);
    expect(told.stdout).toMatch(/^Found: .*1 damaged/m);
    const listed = await ledgerVerify('--data-dir', folder.path, '--json');
    const records = listed.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(records).toContainEqual({ finding: expect.objectContaining({ kind: 'damaged', position: 7 }) });
    expect(records.at(-1)).toMatchObject({ summary: { findings: { damaged: 1 } } });
  });

  it('says first of all that there is no ledger, where there is none', async () => {
    const { code, stdout, stderr } = await ledgerVerify('--data-dir', join(folder.path, 'nowhere'));
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^There is no ledger in .*nowhere\./);
  });

  it('takes the public key itself as well as a file with it', async () => {
    await makeHonestLedger({ DATA_DIR: folder.path }, 1, 4);
    const key = await readFile(join(folder.path, 'keys', 'checkpoint.pub'), 'utf8');
    const verified = await ledgerVerify('--data-dir', folder.path, '--key', key.trim());
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    const wrong = await ledgerVerify('--data-dir', folder.path, '--key', 'no-key');
    expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--key is neither') });
  });

  it('ends with 2 or 3 when it cannot begin, and says why', async () => {
    await makeHonestLedger({ DATA_DIR: folder.path }, 1, 2);
    const file = join(folder.path, 'no-checkpoint');
    await writeFile(file, 'no checkpoint');
    const wrong = await ledgerVerify('--data-dir', folder.path, '--from-checkpoint', file);
    expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: `${file} holds no checkpoint.\n` });
    await rm(join(folder.path, 'keys', 'checkpoint.pub'));
    const keyless = await ledgerVerify('--data-dir', folder.path);
    expect(keyless).toMatchObject({ code: 3, stdout: '' });
    expect(keyless.stderr).toMatch(/^The public keys in .*checkpoint\.pub cannot be used: .*\n$/);
    const nowhere = await ledgerVerify('--data-dir', join(folder.path, 'nowhere'));
    expect(nowhere.code).toBe(3);
  });
});
