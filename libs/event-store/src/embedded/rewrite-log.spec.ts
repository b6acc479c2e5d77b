import fs, { existsSync, linkSync, renameSync, symlinkSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#platform';
import type { StoredEvent } from '../event-store';
import { EmbeddedEventStore } from './embedded-event-store';
import { LogFile } from './log-file';
import { discardDraft, rewriteLog, type Rewriting } from './rewrite-log';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rewritten-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** More than are copied in one transaction, in two streams. */
const COUNT = 1_250;
const SECRET = 'a-secret-that-is-removed';

const withStore = async <T>(work: (store: EmbeddedEventStore) => Promise<T>): Promise<T> => {
  const store = await EmbeddedEventStore.open(folder);
  return work(store).finally(() => store.close());
};

const fill = () =>
  withStore(async (store) => {
    for (const stream of ['kept', 'changed'])
      await store.append(
        stream,
        'no-stream',
        Array.from({ length: COUNT }, (_, n) => ({
          id: newId(),
          type: 'Tested.v1',
          data: { n, text: stream === 'changed' ? SECRET : 'Å' },
          metadata: {},
        })),
      );
  });

const allEvents = () =>
  withStore(async (store) => {
    const events: StoredEvent[] = [];
    for await (const event of store.readAll()) events.push(event);
    return events;
  });

const isOnDisk = async (text: string): Promise<boolean> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  const contents = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name))));
  return contents.some((bytes) => bytes.includes(text));
};

const rewriting = (more: Partial<Rewriting> = {}): Rewriting => ({
  mayReplace: (text) => text.includes('"changed"'),
  replace: (event) => ({ ...event, data: { n: (event.data as { n: number }).n } }),
  beforeSwitch: async () => undefined,
  afterSwitch: async () => undefined,
  ...more,
});

it('replaces data and nothing else, and what was replaced is nowhere on the disk', async () => {
  await fill();
  const before = await allEvents();
  expect(await isOnDisk(SECRET)).toBe(true);
  expect(await rewriteLog(folder, rewriting())).toBe(COUNT);
  expect(await isOnDisk(SECRET)).toBe(false);
  expect(await allEvents()).toEqual(
    before.map((event) => (event.stream === 'changed' ? rewriting().replace(event) : event)),
  );
  const appended = await withStore((store) =>
    store.append('kept', COUNT - 1, [{ id: newId(), type: 'Tested.v1', data: {}, metadata: {} }]),
  );
  expect(appended).toMatchObject({ ok: true, revision: COUNT, position: 2 * COUNT });
});

it('is the old log, without a draft, when it is refused at the last moment', async () => {
  await fill();
  const before = await allEvents();
  const beforeSwitch = () => Promise.reject(new Error('A hold'));
  await expect(rewriteLog(folder, rewriting({ beforeSwitch }))).rejects.toThrow('A hold');
  expect([await allEvents(), existsSync(join(folder, 'rewrite'))]).toEqual([before, false]);
});

it('ends with nothing changed when it is to, and the log can be written again', async () => {
  await fill();
  const before = await allEvents();
  const [stopping, beforeSwitch] = [new AbortController(), jest.fn()];
  const replace = (event: StoredEvent): StoredEvent => {
    stopping.abort();
    return rewriting().replace(event);
  };
  const stopped = rewriteLog(folder, rewriting({ replace, beforeSwitch, signal: stopping.signal }));
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  expect(beforeSwitch).not.toHaveBeenCalled();
  expect([await allEvents(), existsSync(join(folder, 'rewrite'))]).toEqual([before, false]);
});

it.each([
  ['of another event', (text: string) => text.replace('"Å"', '"Ä"')],
  ['that name an event', (text: string) => text.replace('Tested.v1', 'Other.v1')],
])('is refused when bytes %s differ in the copy', async (_, change) => {
  await fill();
  let isChanged = false;
  /** The log itself is changed behind the copy, once what it was copied from has been read. */
  const replace = (event: StoredEvent): StoredEvent => {
    if (!isChanged) changeFirst(change);
    isChanged = true;
    return rewriting().replace(event);
  };
  await expect(rewriteLog(folder, rewriting({ replace }))).rejects.toThrow(
    /The new log differs .* Nothing was changed/,
  );
  expect(await isOnDisk(SECRET)).toBe(true);
});

function changeFirst(change: (text: string) => string): void {
  const root = LogFile.openRoot(folder, { readOnly: false });
  const events = root.openDB<string>('events', { encoding: 'string' });
  root.transactionSync(() => events.putSync(0, change(events.get(0)!)));
  void root.close();
}

it.each([
  ['a symbolic link', symlinkSync, /is a symbolic link.*Nothing was changed\. Move that file here/],
  ['one of two names', linkSync, /has 2 names.*Nothing was changed\. Remove the other/],
])('is refused where the file is %s', async (_, link, message) => {
  await fill();
  const [file, other] = [join(folder, 'data.mdb'), join(folder, 'other.mdb')];
  renameSync(file, other);
  link(other, file);
  await expect(rewriteLog(folder, rewriting())).rejects.toThrow(message);
  expect([await isOnDisk(SECRET), existsSync(join(folder, 'rewrite'))]).toEqual([true, false]);
});

describe('on a machine that', () => {
  afterEach(() => jest.restoreAllMocks());

  it('has too little room, is refused before the draft', async () => {
    await fill();
    const { size } = fs.statSync(join(folder, 'data.mdb'));
    jest.spyOn(fs, 'statfsSync').mockReturnValue({ bavail: size, bsize: 1 } as fs.StatsFs);
    await expect(rewriteLog(folder, rewriting())).rejects.toThrow(/no room .* Nothing was changed/);
    expect(await isOnDisk(SECRET)).toBe(true);
  });

  it('runs out of room within the draft, says so', async () => {
    await fill();
    const replace = () => {
      throw Object.assign(new Error('No space left on device'), { code: 'ENOSPC' });
    };
    await expect(rewriteLog(folder, rewriting({ replace }))).rejects.toThrow(
      /no room .* Nothing was changed/,
    );
    expect(await isOnDisk(SECRET)).toBe(true);
  });

  describe('has the log of another user', () => {
    /** The log's file is another user's; the draft is ours. */
    beforeEach(async () => {
      await fill();
      const { statSync } = fs;
      jest.spyOn(fs, 'statSync').mockImplementation(((path: string) => {
        const found = statSync(path);
        return path === join(folder, 'data.mdb') ? Object.assign(found, { uid: 4711, gid: 4712 }) : found;
      }) as typeof fs.statSync);
    });

    it('keeps the owner', async () => {
      const chown = jest.spyOn(fs, 'chownSync').mockReturnValue(undefined);
      await rewriteLog(folder, rewriting());
      expect(chown).toHaveBeenCalledWith(join(folder, 'rewrite', 'data.mdb'), 4711, 4712);
    });

    it('is refused where this user may not give it away', async () => {
      const beforeSwitch = jest.fn();
      jest.spyOn(fs, 'chownSync').mockImplementation(() => {
        throw new Error('EPERM');
      });
      await expect(rewriteLog(folder, rewriting({ beforeSwitch }))).rejects.toThrow(
        /belongs to another user .*Nothing was changed\. Run the command as that user/,
      );
      expect([beforeSwitch.mock.calls, await isOnDisk(SECRET)]).toEqual([[], true]);
    });
  });
});

it('removes the draft of one that was killed', async () => {
  await fill();
  const draft = join(folder, 'rewrite');
  await LogFile.openRoot(draft, { readOnly: false }).close();
  await discardDraft(folder);
  expect(existsSync(draft)).toBe(false);
});
