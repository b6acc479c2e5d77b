import { setTimeout as delay } from 'node:timers/promises';
import { open } from 'lmdb';
import { Gate } from './gate';
import { Directories, run, type Child } from './given/directories';

const directories = new Directories();
afterAll(() => directories.remove());

/** Long enough for a process to start and to do its work. */
const A_WHILE = 1500;

/** Until a process prints nothing more: what it had done before may be read late. A process that goes on never gets there. */
async function untilStill(child: Child): Promise<void> {
  for (let before = -1; before !== child.lines().length; await delay(300)) before = child.lines().length;
}

it('lets nobody commit to the log while somebody opens it', async () => {
  const path = await directories.makeLog();
  const appending = run('append', [path, 'a', 2]);
  await appending.printed(10);
  const gate = Gate.of(path);
  await gate.pass(async () => {
    await untilStill(appending);
  });
  await appending.printed(appending.lines().length + 10);
  appending.process.kill('SIGKILL');
  await appending.exited;
  await gate.close();
});

it('lets nobody open the log while somebody commits to it', async () => {
  const path = await directories.makeLog();
  const gate = Gate.of(path);
  const opening = await gate.pass(async () => {
    const waiting = run('fill', [path, 0]);
    await delay(A_WHILE);
    expect(waiting.lines()).toEqual([]);
    return waiting;
  });
  expect(JSON.parse(await opening.printed(1))).toEqual({ head: 79 });
  await opening.exited;
  await gate.close();
});

it('is free again when a process dies within', async () => {
  const path = await directories.makeLog();
  for (let times = 0; times < 5; times++) {
    const appending = run('append', [path, `a${times}`, 8]);
    await appending.printed(20);
    appending.process.kill('SIGKILL');
    await appending.exited;
  }
  const opening = run('fill', [path, 1]);
  expect(JSON.parse(await opening.printed(1))).toMatchObject({ head: expect.any(Number) as number });
  await opening.exited;
});

it('lets more environments commit at once than there are threads', async () => {
  const paths = await Promise.all(Array.from({ length: 8 }, () => directories.make()));
  const environments = paths.map((path) => ({
    gate: Gate.of(path),
    root: open({ path, eventTurnBatching: false }),
  }));
  const committed = environments.map(({ gate, root }) =>
    gate.pass(() => root.transaction(() => void root.put('key', 'value'))),
  );
  await Promise.all(committed);
  for (const { gate, root } of environments) {
    expect(root.get('key')).toBe('value');
    await root.close();
    await gate.close();
  }
});
