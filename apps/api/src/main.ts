import 'reflect-metadata';
import { runServer, systemClock, type Config, type Logger } from '#platform';

runServer({ name: 'The consent ledger', start });

async function start(config: Config, log: Logger) {
  const { startService } = await import('./composition/service.js');
  const service = await startService(config, systemClock, log);
  announce(service.url, config, log);
  return service;
}

function announce(url: string, { EVENT_STORE_URL, DATA_DIR, CALLERS_FILE }: Config, log: Logger): void {
  const store = EVENT_STORE_URL === undefined ? 'embedded' : 'EventStoreDB';
  log.info('listening', { url, documentation: `${url}/docs`, store, dataDirectory: DATA_DIR });
  if (CALLERS_FILE === undefined)
    log.warn('Callers are not authenticated: only what can reach this address may be trusted.', { url });
}
