/** So many that everything a process keeps can wait for its lock and commit at once, and there are some left for the rest. */
const ENOUGH = 16;

/**
 * Gives the process as many of libuv's worker threads as it needs, whatever the environment says. They are made when the first is
 * needed, which may be while packages are loaded: a program calls this before it loads what keeps anything.
 */
export function provideWorkerThreads(): void {
  const wished = Number(process.env.UV_THREADPOOL_SIZE) || 0;
  process.env.UV_THREADPOOL_SIZE = String(Math.max(ENOUGH, wished));
}

/** How many worker threads this process has; libuv's own default, where nothing says otherwise. */
export const workerThreads = (): number => Number(process.env.UV_THREADPOOL_SIZE ?? 4) || 1;
