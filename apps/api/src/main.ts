import 'reflect-metadata';
import { existsSync } from 'node:fs';
import {
  createLog,
  provideWorkerThreads,
  readConfig,
  systemClock,
  withDeadline,
  type Config,
  type Logger,
} from '#platform';
import type { Service } from './service/service';

/** Starts the service from the environment, and stops it when told to. It is loaded only when the worker threads are provided. */
async function main(): Promise<void> {
  provideWorkerThreads();
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  const { startService } = await import('./service/service.js');
  const service = await startService(config, systemClock, log);
  announce(service, config, log);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop(service, config, log));
  }
}

function announce({ url }: Service, { EVENT_STORE_URL, DATA_DIR }: Config, log: Logger): void {
  const store = EVENT_STORE_URL === undefined ? 'embedded' : 'EventStoreDB';
  log.info('listening', { url, documentation: `${url}/docs`, store, dataDirectory: DATA_DIR });
  log.warn('Callers are not authenticated: only what can reach this address may be trusted.', { url });
}

async function stop(
  service: Service,
  { SHUTDOWN_DEADLINE_MS: deadline }: Config,
  log: Logger,
): Promise<void> {
  log.info('stopping');
  try {
    await withDeadline(service.close(), deadline, 'Stopping');
    log.info('stopped');
  } catch (error) {
    log.error('The service did not stop in order. Nothing acknowledged is lost.', { cause: String(error) });
    process.exitCode = 1;
  }
  log.end(() => process.exit());
}

/** What keeps the service from starting is told in words, on standard error; a stack trace helps nobody there. */
main().catch((error: unknown) => {
  process.stderr.write(
    `The consent ledger cannot start.\n${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});
