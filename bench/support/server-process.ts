import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { memoryOf } from './process-memory';

/** A server under measurement, alone on one processor. */
export interface ServerProcess {
  readonly url: string;
  /** Processor time it has used so far, all its threads, in microseconds. */
  cpuMicros(): number;
  /** Memory of its own, without the pages of mapped files that the kernel may take back at any time, in MiB. */
  ownMemoryMiB(): number;
  stop(): Promise<void>;
}

const SERVER_CORE = '0';
const CLOCK_TICK_MICROS = 10_000;

/** Starts a built script of this project on the server's processor, and waits until it says where it listens. */
export async function startServer(
  script: string,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const path = join(__dirname, '../..', script);
  const child = spawn('taskset', ['-c', SERVER_CORE, process.execPath, path], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    url: await addressOf(child),
    cpuMicros: () => cpuMicros(child),
    ownMemoryMiB: () => memoryOf(child.pid!).own,
    stop: () => stop(child),
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.includes('"listening"')) resolve((JSON.parse(line) as { url: string }).url);
    });
  });
}

/** User and system time from the kernel's own account (fields 14 and 15 of its stat line). */
function cpuMicros({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MICROS;
}

async function stop(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
