import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { newId } from './ids';

/** How a process ends that was not asked to. A command line has codes of its own beside these. */
export const EndCode = {
  /** An error that nothing caught; what was under way has ended in order. */
  unexpected: 70,
  /** Nobody reads its standard output or standard error any more. */
  unread: 74,
} as const;

/** An error that nothing caught. */
export interface UnexpectedError {
  /** Finds the line in the log; a UUID. */
  readonly eventId: string;
  /** `uncaughtException` or `unhandledRejection`. */
  readonly origin: string;
  readonly error: unknown;
}

export interface LastNet {
  /** Logs the error. */
  report(unexpected: UnexpectedError): void;
  /** Takes no more requests, lets writes end, and ends the log. */
  stop(): Promise<void>;
}

/** How long an orderly stop may take after an unexpected error, in milliseconds. */
const PATIENCE_MS = 3_000;

let mayExit = false;
let isEnding = false;

/**
 * Ends the process whenever an error reaches nobody, or something calls `process.exit`. Node's own end waits for libuv's threads,
 * one of which may be LMDB's writer, which waits for the main thread: such a process would hang for ever, with the ledger's
 * write lock. So an orderly stop is tried first, and a process that cannot stop in order kills itself.
 */
export function spreadLastNet(net: LastNet): void {
  process.on('uncaughtException', (error, origin) => {
    net.report({ eventId: newId(), origin, error });
    if (!isEnding) void endInOrder(net);
    isEnding = true;
  });
  process.on('beforeExit', () => (mayExit = true));
  process.on('exit', (code) => {
    if (mayExit) return;
    sayNow(`process.exit(${code}) was called while work may be under way (event ${newId()}).`);
    killNow();
  });
}

async function endInOrder(net: LastNet): Promise<void> {
  killLater(PATIENCE_MS);
  await net.stop().catch(killNow);
  exitNow(EndCode.unexpected);
}

/** Ends the process with a code. Only for a process in which no write is under way. */
export function exitNow(code: number): never {
  mayExit = true;
  process.exit(code);
}

/** Kills this process, whatever it is doing. As process 1 of a container it cannot send itself a signal, and aborts instead. */
export function killNow(): never {
  process.kill(process.pid, 'SIGKILL');
  process.abort();
}

/** Kills this process after so many milliseconds, even when its main thread is blocked. */
export function killLater(ms: number): void {
  setTimeout(killNow, ms);
  const killer = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${ms + 500})`;
  new Worker(killer, { eval: true }).on('error', killNow).unref();
}

/** Calls back, once, when standard output or standard error has lost its reader or cannot be written any more. */
export function whenUnread(stop: (cause: Error) => void): void {
  for (const output of [process.stdout, process.stderr]) output.on('error', stop);
}

/** Written at once: nothing asynchronous is carried out any more. */
function sayNow(text: string): void {
  try {
    writeSync(process.stderr.fd, `${text}\n`);
  } catch {
    // Nobody reads it.
  }
}
