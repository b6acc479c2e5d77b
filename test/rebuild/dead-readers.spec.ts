import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { NO_POSITION, type StoredEvent } from '#event-store';
import { ReadModelStorage, type Projection } from '#ledger';
import { newId } from '#platform';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const HOLD = join(__dirname, '../../dist/test/processes/hold-snapshot.js');
const MEGABYTE = 2 ** 20;

/** One row that every event replaces. */
const latest: Projection<StoredEvent> = {
  name: 'latest',
  version: 1,
  apply: ({ position }) => [{ key: ['row'], row: `${position}${'x'.repeat(100_000)}` }],
};

let folder: TemporaryFolder;
let storage: ReadModelStorage<StoredEvent>;
let position = NO_POSITION;
beforeEach(async () => {
  folder = await temporaryFolder();
  storage = ReadModelStorage.open(folder.path, [latest], (stored) => stored);
});
afterEach(async () => {
  await storage.close();
  await folder.remove();
});

/** Replaces the row so many times, and answers by how much the file has grown. */
async function growthBy(times: number): Promise<number> {
  const size = () => statSync(join(folder.path, 'data.mdb')).size;
  const before = size();
  for (let time = 0; time < times; time += 1) {
    const after = position;
    position += 1;
    const event = {
      id: newId(),
      type: 'Noted.v1',
      stream: 'notes',
      revision: position,
      data: {},
      metadata: {},
    };
    await storage.apply({ events: [{ ...event, position }], position }, after);
  }
  return size() - before;
}

it('a process that was killed in the middle of a comparison does not make the file grow for ever', async () => {
  await growthBy(50);
  const holder = spawn(process.execPath, [HOLD, folder.path]);
  await once(holder.stdout, 'data');
  // Dead readers are looked for while it lives, and only after some seconds again.
  await delay(5_100);
  await growthBy(1);
  holder.kill('SIGKILL');
  await once(holder, 'close');
  expect(await growthBy(30)).toBeGreaterThan(MEGABYTE);
  await delay(5_100);
  await growthBy(10);
  expect(await growthBy(100)).toBeLessThan(MEGABYTE);
});
