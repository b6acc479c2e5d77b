import { existsSync } from 'node:fs';
import { readConfig } from '#platform';
import { isSet, issuerAt, localIdp, needsLocalIdp, portal, service } from './parts';
import { Supervisor } from './supervisor';
import { welcome, type Addresses } from './welcome';

/** Runs the service and the portal together, and in development the identity provider that people sign in at. */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  readConfig(process.env);
  const supervisor = new Supervisor();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void supervisor.stop());
  }
  startAll(supervisor).then(
    (addresses) => process.stderr.write(welcome(addresses)),
    () => supervisor.stop(),
  );
  process.exitCode = await supervisor.ended;
}

/** Each part is told where those are that it rests on, unless the settings say so. */
async function startAll(supervisor: Supervisor): Promise<Addresses> {
  const given = process.env;
  const serviceUrl = await supervisor.start(service, given);
  const environment = { ...given };
  if (!isSet(given.CONSENT_SERVICE_URL)) environment.CONSENT_SERVICE_URL = serviceUrl;
  if (!needsLocalIdp(given)) {
    return { service: serviceUrl, portal: await supervisor.start(portal, environment) };
  }
  environment.OIDC_ISSUER = issuerAt(readConfig(given));
  const idpUrl = await supervisor.start(localIdp, environment);
  return { service: serviceUrl, localIdp: idpUrl, portal: await supervisor.start(portal, environment) };
}

main().catch((error: unknown) => {
  process.stderr.write(
    `The consent ledger cannot start.\n${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
