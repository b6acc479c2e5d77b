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

async function stop(code: number, tellWhy?: () => Promise<void>): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(code), PATIENCE_MS);
  await tellWhy?.();
  for (const resource of opened.toReversed()) await resource.close().catch(() => undefined);
  process.exit(code);
}

let mustAnswer = false;

/** From here on, a reader that has enough stops nothing: what it ends with tells whether anything was found, and that is awaited. */
export const answerUnread = (): void => void (mustAnswer = true);

/**
 * Ends in order when told to, quietly when nobody reads on, as behind `| head`, and with a sentence when what it says cannot be
 * written, as on a full disk.
 */
export function stopInOrder(complain: (error: unknown) => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop(ExitCode.interrupted));
  let isUnread = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    isUnread ||= error.code === 'EPIPE';
    if (!isUnread) void stop(ExitCode.failed, () => complain(error));
    else if (!mustAnswer) void stop(ExitCode.done);
  });
}
