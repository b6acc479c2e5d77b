import { readdirSync, stat } from 'node:fs';
import { ConfigError } from './config/config';

/** So many that everything a process keeps can wait for its lock and commit at once, and there are some left for the rest. */
const ENOUGH = 16;

/** Two in which libuv lets names be looked up, whose server may be silent, one to wait for a lock with, and one to commit with. */
const FEWEST = 4;
const LIBUVS_OWN = '4';

/** Where Linux names a process's threads; other systems do not show them. */
const THREADS = '/proc/self/task';

/**
 * Gives the process as many of libuv's worker threads as it needs, whatever the environment says. They are made when the first is
 * needed, which may be while packages are loaded: a program calls this before it loads what keeps anything. An operator may have had
 * something loaded before the program, as `node --import` does, and then the threads are there already, and stay as many as they are.
 * @throws ConfigError when those are too few to work with.
 */
export function provideWorkerThreads(): void {
  const wished = workerThreads();
  process.env.UV_THREADPOOL_SIZE = String(Math.max(ENOUGH, wished));
  if (areMadeNow()) return;
  process.env.UV_THREADPOOL_SIZE = String(wished);
  if (wished < FEWEST) throw new ConfigError(TOO_FEW);
}

const TOO_FEW = `UV_THREADPOOL_SIZE leaves this program fewer than ${FEWEST} worker threads, and it needs ${FEWEST} at least. Leave it unset, or set it to 16.`;

/** How many worker threads this process has; libuv's own default, where nothing says otherwise. Read as libuv reads it. */
export const workerThreads = (): number =>
  Math.max(1, Number.parseInt(process.env.UV_THREADPOOL_SIZE ?? LIBUVS_OWN, 10) || 1);

/** Whether it is now that they are made, with the first work for them, all at once. Where it cannot be seen, nothing is counted on. */
function areMadeNow(): boolean {
  const before = threads();
  stat('/', () => undefined);
  return threads() > before;
}

function threads(): number {
  try {
    return readdirSync(THREADS).length;
  } catch {
    return 0;
  }
}
