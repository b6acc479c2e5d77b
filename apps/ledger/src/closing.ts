import { ExitCode } from './exit-code';
import type { Closable } from './ledger-command';

/** What is open, in the order in which it was opened. */
const opened: Closable[] = [];
let isStopping = false;

export async function using<Opened extends Closable, T>(
  resource: Opened,
  work: (resource: Opened) => Promise<T>,
): Promise<T> {
  opened.push(resource);
  try {
    return await work(resource);
  } finally {
    await (isStopping ? never : closeLast(resource));
  }
}

/** Work that is being stopped does not come back: what it would say of closed stores is no news. */
const never = new Promise<never>(() => undefined);

async function closeLast(resource: Closable): Promise<void> {
  opened.splice(opened.lastIndexOf(resource), 1);
  await resource.close();
}

/** How long closing may take before the process ends anyway, in milliseconds. Nothing acknowledged is lost by that. */
const PATIENCE_MS = 5_000;

async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(code), PATIENCE_MS);
  for (const resource of opened.toReversed()) await resource.close().catch(() => undefined);
  process.exit(code);
}

/** Ends in order when told to, and quietly when nobody reads on, as behind `| head`. */
export function stopInOrder(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop(ExitCode.interrupted));
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    void stop(ExitCode.done);
  });
}
