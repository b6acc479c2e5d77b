import {
  demandProductionSettings,
  EndCode,
  killNow,
  loadEnvFile,
  readConfig,
  spreadLastNet,
  whenUnread,
  type Config,
} from '#platform';
import { demandFreePorts } from './free-ports';
import { isSet, issuerAt, localIdp, needsLocalIdp, portal, service } from './parts';
import { Supervisor } from './supervisor';
import { welcome, type Addresses } from './welcome';

/** Runs the service and the portal together, and in development the identity provider that people sign in at. */
async function main(): Promise<void> {
  const supervisor = new Supervisor();
  listenForEnds(supervisor);
  loadEnvFile((warning) => process.stderr.write(`${warning}\n`));
  await demandFreePorts(await checkedConfig(process.env), process.env);
  startAll(supervisor).then(
    (addresses) => process.stderr.write(welcome(addresses)),
    () => supervisor.stop(),
  );
  process.exitCode = await supervisor.ended;
  process.stderr.write('The consent ledger has stopped.\n');
}

/** The settings of every part, checked as each part will. @throws ConfigError with all faults at once. */
async function checkedConfig(environment: NodeJS.ProcessEnv): Promise<Config> {
  const { identityKindsOf, ledgerScope } = await import('#consent-ledger');
  return readConfig(environment, identityKindsOf, ledgerScope, (config) =>
    demandProductionSettings(config, environment.NODE_ENV),
  );
}

/** The parts stop in order, whatever ends the supervisor; and by themselves, when it is killed. */
function listenForEnds(supervisor: Supervisor): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void supervisor.stop());
  }
  whenUnread(() => void supervisor.stop(EndCode.unread).catch(killNow));
  spreadLastNet({
    report: ({ eventId, error }) =>
      process.stderr.write(
        `The supervisor stops: unexpected error (event ${eventId}).\n${error instanceof Error ? error.stack : String(error)}\n`,
      ),
    stop: async () => void (await supervisor.stop(EndCode.unexpected)),
  });
}

/** Each part gets the addresses of those that it rests on, unless the settings say so. */
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
