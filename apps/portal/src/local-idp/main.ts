import { runServer, type Config, type Logger } from '#platform';

runServer({ name: 'The identity provider for development', start });

/** It lets anybody be whom they pick: never in production. */
async function start(config: Config, log: Logger) {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('It lets anybody be whom they pick, and does not start in production (NODE_ENV).');
  }
  const { startLocalIdp } = await import('./local-idp.js');
  const idp = await startLocalIdp(config, log);
  log.info('listening', { url: idp.url });
  log.warn('This identity provider is for development: it lets anybody be whom they pick.', { url: idp.url });
  return idp;
}
