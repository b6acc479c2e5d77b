import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { open as openLmdb } from 'lmdb';
import { EmbeddedEventStore } from './embedded-event-store';
import { Directories, run, runWithin } from './given/directories';
import { StoreOpenError, type StoreOpenFault } from './store-open-error';

const directories = new Directories();
afterAll(() => directories.remove());

async function expectRefused(path: string, fault: StoreOpenFault, message: RegExp): Promise<void> {
  const error = await EmbeddedEventStore.open(path).then(
    (store) => store.close().then(() => undefined),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreOpenError);
  expect(error).toMatchObject({ fault, path, message: expect.stringMatching(message) as string });
  expect((error as Error).message).toContain(path);
}

describe('Opening a log refuses a path', () => {
  it('at which nothing can be made', async () => {
    await expectRefused('/proc/none/log', 'not-writable', /the directory cannot be made or read/);
  });

  it('that is a file', async () => {
    const path = await directories.make();
    await writeFile(path, 'a file');
    await expectRefused(path, 'not-a-directory', /the path is a file/);
  });

  it('below a file', async () => {
    const path = await directories.make();
    await writeFile(path, 'a file');
    await expectRefused(join(path, 'log'), 'not-a-directory', /the path is a file/);
  });

  it('with the files of somebody else, and leaves them alone', async () => {
    const path = await directories.make();
    await mkdir(path);
    await writeFile(join(path, 'letters.txt'), 'private');
    await expectRefused(path, 'not-ours', /letters\.txt/);
    expect(await readFile(join(path, 'letters.txt'), 'utf8')).toBe('private');
  });

  it("with another application's LMDB file", async () => {
    const path = await directories.make();
    const other = openLmdb({ path, noSubdir: false });
    await other.openDB({ name: 'recipes' }).put('waffles', 1);
    await other.close();
    await expectRefused(path, 'not-ours', /another application/);
  });
});

describe('Opening a log refuses one written by a newer version', () => {
  it('as its label says', async () => {
    const path = await directories.makeLog();
    await writeFile(join(path, 'event-store.json'), '{"format":2,"ledgerId":"x"}');
    await expectRefused(path, 'newer-format', /format 2, and this version knows formats up to 1/);
  });

  it('as its data says', async () => {
    const path = await directories.makeLog();
    const root = openLmdb({ path, noSubdir: false, encoding: 'string' });
    await root.openDB({ name: 'meta', encoding: 'json' }).put('format', 3);
    await root.close();
    await expectRefused(path, 'newer-format', /format 3, and this version knows formats up to 1/);
  });
});

describe('Opening a log refuses a damaged one, and does not touch it', () => {
  const damages: [string, (data: string, size: number) => Promise<unknown>][] = [
    ['truncated to nothing', (data) => truncate(data, 0)],
    ['truncated within its first pages', (data) => truncate(data, 5000)],
    ['truncated to half', (data, size) => truncate(data, Math.floor(size / 2))],
    ['truncated by four pages', (data, size) => truncate(data, size - 4 * 4096)],
    ['missing', (data) => rm(data)],
    ['overwritten at its start', (data) => overwrite(data, 0, 8192)],
    ['overwritten whole', (data, size) => overwrite(data, 0, size)],
    ['overwritten behind its first pages', (data, size) => overwrite(data, 8192, size - 8192)],
  ];

  it.each(damages)('%s', async (_, damage) => {
    const path = await directories.makeLog(300);
    const data = join(path, 'data.mdb');
    await damage(data, (await stat(data)).size);
    const before = await readFile(data).catch(() => undefined);
    await expectRefused(path, 'damaged', /data\.mdb.*backup/);
    expect(await readFile(data).catch(() => undefined)).toEqual(before);
  });

  it('replaced by another log', async () => {
    const [path, other] = [await directories.makeLog(), await directories.makeLog()];
    await copyFile(join(other, 'data.mdb'), join(path, 'data.mdb'));
    await expectRefused(path, 'damaged', /that of another log/);
  });

  it('with an unreadable label', async () => {
    const path = await directories.makeLog();
    await writeFile(join(path, 'event-store.json'), '{"for');
    await expectRefused(path, 'damaged', /event-store\.json cannot be read/);
  });
});

async function overwrite(path: string, from: number, length: number): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(length, 'overwritten '), 0, length, from);
  await file.close();
}

describe('Opening a log says what this user may not do', () => {
  /** Root may do everything, so the child is another user then. */
  const other = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

  async function openedByAnother(path: string): Promise<unknown> {
    const child = run('fill', [path, 0], other);
    return JSON.parse(await child.printed(1));
  }

  it('write in the directory', async () => {
    const path = await directories.make();
    await mkdir(path, { mode: 0o555 });
    expect(await openedByAnother(path)).toMatchObject({ name: 'StoreOpenError', fault: 'not-writable' });
  });

  it('make the directory', async () => {
    const parent = await directories.make();
    await mkdir(parent, { mode: 0o555 });
    const answer = await openedByAnother(join(parent, 'log'));
    expect(answer).toMatchObject({ name: 'StoreOpenError', fault: 'not-writable' });
  });

  it.each([
    ['data.mdb', 'not-writable'],
    ['lock.mdb', 'cannot-lock'],
  ])('write %s', async (name, fault) => {
    const path = await directories.makeLog();
    await chmod(path, 0o777);
    for (const file of ['data.mdb', 'lock.mdb']) await chmod(join(path, file), file === name ? 0o444 : 0o666);
    expect(await openedByAnother(path)).toMatchObject({ name: 'StoreOpenError', fault });
  });
});

describe('A full disk', () => {
  it('is told when the log is begun', async () => {
    const child = runWithin(1, 'fill', [await directories.make(), 1]);
    expect(JSON.parse(await child.printed(1))).toMatchObject({ name: 'StoreOpenError', fault: 'disk-full' });
  });

  it('refuses appends, keeps what was acknowledged, and works on when there is room', async () => {
    const path = await directories.make();
    const child = runWithin(3000, 'fill', [path, 1000]);
    const refused = JSON.parse(await child.printed(1)) as {
      name: string;
      message: string;
      acknowledged: number;
    };
    expect(refused).toMatchObject({
      name: 'StoreUnavailable',
      message: expect.stringMatching(/full/) as string,
    });
    execFileSync('prlimit', ['--pid', String(child.process.pid), '--fsize=unlimited']);
    child.process.stdin.write('there is room now\n');
    expect(JSON.parse(await child.printed(2))).toMatchObject({ again: 'appended' });
    await child.exited;
    const store = await EmbeddedEventStore.open(path);
    expect(await store.readStream('fill')).toHaveLength(refused.acknowledged + 1);
    await store.close();
  });
});

describe('A log keeps its identity', () => {
  it('over restarts and renaming, and shares it with no other', async () => {
    const path = await directories.makeLog();
    const ids = [];
    for (const directory of [path, path, await directories.makeLog()]) {
      const store = await EmbeddedEventStore.open(directory);
      ids.push(store.ledgerId);
      await store.close();
    }
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it.each(['without a label', 'with an empty data file'])(
    'when its making was interrupted: %s',
    async (how) => {
      const path = how === 'without a label' ? await directories.makeLog() : await directories.make();
      await mkdir(path, { recursive: true });
      await rm(join(path, 'event-store.json'), { force: true });
      if (how !== 'without a label') await writeFile(join(path, 'data.mdb'), '');
      const store = await EmbeddedEventStore.open(path);
      expect(JSON.parse(await readFile(join(path, 'event-store.json'), 'utf8'))).toEqual({
        format: 1,
        ledgerId: store.ledgerId,
      });
      await store.close();
    },
  );
});
