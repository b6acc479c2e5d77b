import type { Invocation } from './ledger-command';

/**
 * Work that hears when the command is stopped, and ends before it does: a process that exits while LMDB's writer waits for this thread
 * hangs, with the lock.
 */
export async function untilStopped<T>(
  { using }: Pick<Invocation, 'using'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stopping = new AbortController();
  const working = work(stopping.signal);
  const close = async (): Promise<void> => {
    stopping.abort();
    await working.catch(() => undefined);
  };
  return using({ close }, () => working);
}
