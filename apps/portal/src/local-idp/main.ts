import { existsSync } from 'node:fs';
import { createLog, readConfig } from '#platform';
import { startLocalIdp } from './local-idp';

/** Starts the identity provider for development, which lets anybody be whom they pick: never in production. */
async function main(): Promise<void> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('It lets anybody be whom they pick, and does not start in production (NODE_ENV).');
  }
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  const idp = await startLocalIdp(config, log);
  log.info('listening', { url: idp.url });
  log.warn('This identity provider is for development: it lets anybody be whom they pick.', { url: idp.url });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void idp.close().then(() => log.end(() => process.exit())));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `The identity provider for development cannot start.\n${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});
