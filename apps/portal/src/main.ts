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
import type { Portal } from './portal';
import { demandProductionSettings } from './production-settings';

/** Starts the portal from the environment, and stops it when told to. It is loaded only when the worker threads are provided. */
async function main(): Promise<void> {
  provideWorkerThreads();
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  demandProductionSettings(config, process.env.NODE_ENV);
  const log = createLog(config.LOG_LEVEL);
  const { startPortal } = await import('./portal.js');
  const portal = await startPortal(config, systemClock, log);
  log.info('listening', { url: portal.url, identityProvider: config.OIDC_ISSUER });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop(portal, config, log));
  }
}

async function stop(portal: Portal, { SHUTDOWN_DEADLINE_MS: deadline }: Config, log: Logger): Promise<void> {
  log.info('stopping');
  try {
    await withDeadline(portal.close(), deadline, 'Stopping');
    log.info('stopped');
  } catch (error) {
    log.error('The portal did not stop in order. Nothing acknowledged is lost.', { cause: String(error) });
    process.exitCode = 1;
  }
  log.end(() => process.exit());
}

/** What keeps the portal from starting is told in words, on standard error; a stack trace helps nobody there. */
main().catch((error: unknown) => {
  process.stderr.write(
    `The portal cannot start.\n${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});
