import { existsSync } from 'node:fs';
import { readConfig, type Config } from './config/config';
import { withDeadline } from './deadline';
import { createLog, type Logger } from './log';
import { provideWorkerThreads } from './worker-threads';

/** A server that runs. */
export interface RunningServer {
  /** Lets what is in flight finish, then closes. */
  close(): Promise<void>;
}

/** A program that serves until it is told to stop. */
export interface ServerProgram {
  /** As it calls itself where it cannot start or stop, such as `The portal`. */
  readonly name: string;
  /** Loads what the server consists of, starts it, and says in the log where it listens. @throws what an operator must mend, in words */
  readonly start: (config: Config, log: Logger) => Promise<RunningServer>;
}

/**
 * Runs a server from the environment, until SIGINT or SIGTERM. Only when the worker threads are provided is it started, and what
 * it consists of must not be loaded before: packages may begin to use the threads while they are loaded.
 */
export function runServer(program: ServerProgram): void {
  run(program).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${program.name} cannot start.\n${message}\n`);
    process.exit(1);
  });
}

async function run({ name, start }: ServerProgram): Promise<void> {
  provideWorkerThreads();
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  const server = await start(config, log);
  const stopOnce = async (): Promise<void> => {
    await stop(name, server, config, log);
    log.end(() => process.exit());
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stopOnce());
}

async function stop(
  name: string,
  server: RunningServer,
  { SHUTDOWN_DEADLINE_MS: deadline }: Config,
  log: Logger,
): Promise<void> {
  log.info('stopping');
  try {
    await withDeadline(server.close(), deadline, 'Stopping');
    log.info('stopped');
  } catch (error) {
    log.error(`${name} did not stop in order. Nothing acknowledged is lost.`, { cause: String(error) });
    process.exitCode = 1;
  }
}
