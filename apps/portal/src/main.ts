import { demandProductionSettings, runServer, systemClock, type Config, type Logger } from '#platform';

runServer({ name: 'The portal', start });

async function start(config: Config, log: Logger) {
  demandProductionSettings(config, process.env.NODE_ENV);
  const { startPortal } = await import('./portal.js');
  const portal = await startPortal(config, systemClock, log);
  log.info('listening', { url: portal.url, identityProvider: config.OIDC_ISSUER });
  return portal;
}
