import { StoreUnavailable } from '../event-store';
import { CommitQueue } from './commit-queue';
import { EmbeddedEventStore } from './embedded-event-store';
import type { LogFile } from './log-file';
import { openLog } from './open-log';
import { aNote, Directories } from './given/directories';
import { prepare } from './stored-text';

const directories = new Directories();
afterAll(() => directories.remove());

const request = (stream: string) => ({
  stream,
  expected: 'no-stream' as const,
  events: prepare(stream, [aNote()]),
});

it('answers everybody when a transaction cannot even begin, and writes the next ones', async () => {
  const path = await directories.make();
  const log = openLog(path);
  let isBroken = true;
  const broken = () => Promise.reject(new Error('MDB_PANIC: Update of meta page failed'));
  const file = Object.assign(Object.create(log.file) as LogFile, {
    transaction: (work: () => void) => (isBroken ? broken() : log.file.transaction(work)),
  });
  const queue = new CommitQueue(file, () => undefined, 10_000);
  const refused = ['one', 'two'].map((stream) => queue.append(request(stream)));
  for (const result of await Promise.allSettled(refused)) {
    expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) as Error });
  }
  isBroken = false;
  expect(await queue.append(request('three'))).toEqual({ ok: true, revision: 0, position: 0 });
  await log.close();
  const store = await EmbeddedEventStore.open(path);
  expect(await store.head()).toBe(0);
  await store.close();
});
