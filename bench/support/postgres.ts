import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMicrosOfFamily } from './process-account';

const DEBIAN = '/usr/lib/postgresql';

/** PostgreSQL refuses to run as root: it is then run as the user that its Debian package makes. */
interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** A database server of its own, with the settings that it has by default, on the processor of the server that is measured. */
export interface Postgres {
  readonly url: string;
  /** Processor time of all its processes so far, in microseconds. */
  cpuMicros(): number;
  stop(): Promise<void>;
}

/** The folder of PostgreSQL's programs: `POSTGRESQL_BIN`, or Debian's newest; absent where there is none. */
export function postgresPrograms(): string | undefined {
  if (process.env.POSTGRESQL_BIN) return process.env.POSTGRESQL_BIN;
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
  const folder = join(DEBIAN, String(Math.max(0, ...versions)), 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : undefined;
}

export async function startPostgres(programs: string, core: string): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'consent-bench-postgres-'));
  const owner = ownerOf(folder);
  const data = join(folder, 'data');
  const access = ['--username', 'bench', '--auth', 'trust', '--encoding', 'UTF8', '--no-locale'];
  execFileSync(join(programs, 'initdb'), ['--pgdata', data, ...access], { ...owner, stdio: 'ignore' });
  const port = await freePort();
  const listening = ['-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
  const server = spawn('taskset', ['-c', core, join(programs, 'postgres'), '-D', data, ...listening], {
    ...owner,
    stdio: 'ignore',
  });
  process.once('exit', () => server.kill('SIGQUIT'));
  await untilReady(server, () => isReady(programs, port));
  return {
    url: `postgres://bench@127.0.0.1:${port}/postgres`,
    cpuMicros: () => cpuMicrosOfFamily(server.pid!),
    stop: async () => {
      const exit = once(server, 'exit');
      server.kill('SIGINT');
      await exit;
      await rm(folder, { recursive: true });
    },
  };
}

function ownerOf(folder: string): Owner {
  if (getuid?.() !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, 'postgres'])));
  chownSync(folder, uid!, gid!);
  return { uid, gid };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function isReady(programs: string, port: number): boolean {
  try {
    execFileSync(join(programs, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]);
    return true;
  } catch {
    return false;
  }
}

async function untilReady(server: ChildProcess, ready: () => boolean): Promise<void> {
  while (!ready()) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}.`);
    await pause(100);
  }
}
