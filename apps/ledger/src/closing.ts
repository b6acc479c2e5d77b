import type * as Platform from '#platform';
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

/** How long a process may take to end by itself when its command is over and all is closed, in milliseconds. */
const END_WITHIN_MS = 1_000;

/** Ends with this code. A server that does not close its side of a connection must not keep the process. */
export function endAfter(code: number): void {
  process.exitCode = code;
  setTimeout(() => exit(code), END_WITHIN_MS).unref();
}

/** How long closing may take before the process ends anyway, in milliseconds. Nothing acknowledged is lost by that. */
const PATIENCE_MS = 5_000;

async function stop(code: number, printReason?: () => Promise<void>): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(kill, PATIENCE_MS);
  await printReason?.();
  await closeAll();
  exit(code);
}

async function closeAll(): Promise<void> {
  for (const resource of opened.toReversed()) await resource.close().catch(() => undefined);
}

/** Help needs none of the platform: as long as it is not loaded, nothing is open, and nothing can be in the way of an end. */
let exit: (code: number) => void = (code) => process.exit(code);
let kill = (): void => process.exit(ExitCode.interrupted);

/** From here on, an error that nothing catches ends the command, too. */
export function endUnder(
  { spreadLastNet, exitNow, killNow }: typeof Platform,
  complain: (error: unknown) => Promise<void>,
): void {
  [exit, kill] = [exitNow, killNow];
  spreadLastNet({
    report: ({ error }) => void complain(error),
    stop: async () => {
      isStopping = true;
      await closeAll();
    },
  });
}

let mustAnswer = false;

/** A closed pipe (`| head`) no longer ends the command from here on: its exit code must still report what was found. */
export const answerUnread = (): void => void (mustAnswer = true);

let whenStopped: number = ExitCode.interrupted;

/** For a command that serves: it does not come back, and to be stopped is how it ends when all is well. */
export function serveUntilStopped(): Promise<never> {
  whenStopped = ExitCode.done;
  return never;
}

/**
 * Ends in order when asked to, quietly when nobody reads on, as behind `| head`, and with a sentence when what it says cannot be
 * written, as on a full disk.
 */
export function stopInOrder(complain: (error: unknown) => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(whenStopped));
  process.stderr.on('error', () => undefined);
  let isUnread = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    isUnread ||= error.code === 'EPIPE';
    if (!isUnread) void stop(ExitCode.failed, () => complain(error));
    else if (!mustAnswer) void stop(ExitCode.done);
  });
}
