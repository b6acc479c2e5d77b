import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const MAIN = join(__dirname, '../../dist/apps/ledger/src/main.js');

/** How a command of `ledger` ended. */
export interface LedgerRun {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output, line by line, as JSON. */
  readonly records: () => unknown[];
}

export interface LedgerCall {
  readonly environment?: Record<string, string>;
  /** What stands on standard input, which is empty otherwise. */
  readonly input?: string;
  readonly cwd?: string;
  /** Another program than the command line. */
  readonly main?: string;
  /** A command that becomes the one that it is given. */
  readonly inside?: readonly string[];
}

/**
 * Starts the built command line as a process of its own (`npm run build` first), with no settings but these: `npm test` may stand
 * in a folder with a `.env`, so it runs elsewhere.
 */
export function spawnLedger(
  args: readonly string[],
  { environment, input, cwd = '/', main = MAIN, inside = [] }: LedgerCall = {},
): ChildProcess {
  const [command, ...options] = [...inside, process.execPath, main, ...args];
  const child = spawn(command!, options, {
    env: { PATH: process.env.PATH, ...environment },
    cwd,
    stdio: 'pipe',
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  return child;
}

/** Runs a command to its end. */
export async function ledger(args: readonly string[], call: LedgerCall = {}): Promise<LedgerRun> {
  const child = spawnLedger(args, call);
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [out, err, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), closed]);
  const records = () =>
    out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as unknown);
  return { code, out, err, records };
}
