import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cpuMicrosOf, memoryOf, openFilesOf } from './process-account';

/** A server under measurement, alone on one processor. */
export interface ServerProcess {
  readonly url: string;
  /** Processor time it has used so far, all its threads, in microseconds. */
  cpuMicros(): number;
  /** Memory of its own, without the pages of mapped files that the kernel may take back at any time, in MiB. */
  ownMemoryMiB(): number;
  /** Files and connections that it has open. */
  openFiles(): number;
  stop(): Promise<void>;
}

export const SERVER_CORE = '0';

/** Starts a built script of this project on the server's processor, and waits until it says where it listens. It ends with this process. */
export async function startServer(
  script: string,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const path = join(__dirname, '../..', script);
  const child = spawn('taskset', ['-c', SERVER_CORE, process.execPath, path], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', BEGIN_LEDGER: 'true', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill());
  return {
    url: await addressOf(child),
    cpuMicros: () => cpuMicrosOf(child.pid!),
    ownMemoryMiB: () => memoryOf(child.pid!).own,
    openFiles: () => openFilesOf(child.pid!),
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

async function stop(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
