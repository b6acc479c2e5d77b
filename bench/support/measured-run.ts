import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { cpuMicrosOf, memoryOf } from './process-account';

/** A built script of this project, and how it is called. */
export interface Call {
  readonly script: string;
  readonly args: readonly string[];
  /** What stands on standard input. */
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where standard output goes; it is thrown away otherwise. */
  readonly into?: string;
}

export interface MeasuredRun {
  readonly seconds: number;
  /** Processor time of all its threads: what it takes on a machine that others use meanwhile, too. */
  readonly cpuSeconds: number;
  /** The most it held at once, in MiB, looked at every few milliseconds. */
  readonly ownMiB: number;
  readonly mappedMiB: number;
  readonly code: number;
  readonly errors: string;
}

const LOOK_EVERY_MS = 10;

/** Runs a script as a process of its own, from its birth to its end. */
export async function measuredRun({ script, args, input, environment, into }: Call): Promise<MeasuredRun> {
  const begun = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', BEGIN_LEDGER: 'true', ...environment },
    stdio: 'pipe',
  });
  const peak = { own: 0, mapped: 0 };
  let cpuSeconds = 0;
  const look = setInterval(() => {
    const { own, mapped } = memoryOf(child.pid!);
    peak.own = Math.max(peak.own, own);
    peak.mapped = Math.max(peak.mapped, mapped);
    cpuSeconds = Math.max(cpuSeconds, cpuMicrosOf(child.pid!) / 1e6);
  }, LOOK_EVERY_MS);
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const out = child.stdout.pipe(createWriteStream(into ?? '/dev/null'));
  const [code] = (await once(child, 'exit')) as [number];
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(look);
  await finished(out);
  return { seconds, cpuSeconds, ownMiB: peak.own, mappedMiB: peak.mapped, code, errors };
}
