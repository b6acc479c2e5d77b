import type { Socket } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { holdsPersonIdentity } from '#consent';
import { openLedger, openLedgerTime, openStores, type LedgerTime } from '#consent-ledger';
import { existingSigner } from '#evidence';
import {
  endConnectionsWhenStopping,
  listenAddress,
  limitConnections,
  openTracing,
  passOverExpectations,
  timeLimits,
  traceRequests,
  watchMethods,
  type Clock,
  type Config,
  type Logger,
} from '#platform';
import { openWebhookSecrets } from '#webhooks';
import { ApiModule, type Surroundings } from './api.module';
import { ProblemFilter } from '../doors/problems/problem-filter';
import { openAuthentication, type OpenAuthentication } from '../authentication/authenticate';
import { clientAddresses } from '../authentication/client-address';
import { guardRoutes, type Authenticate, type Guard } from '../authentication/route-access';
import { UnprovedRequests } from '../authentication/unproved-requests';
import { Readiness } from '../health/readiness';
import { showClock } from '../observability/clock-metrics';
import { showCheckpoints } from '../observability/checkpoint-metrics';
import { Metrics, type UnprovedOutcome } from '../observability/metrics';
import { observeRequests } from '../observability/request-log';
import { tracedExchanges } from '../observability/traced-exchanges';
import { serveDocumentation } from './documentation';
import { separateOperations, type Operations } from './operations';
import { openNotary, type OpenNotary } from './open-notary';
import { openFhirDoor } from './open-fhir-door';
import { openSoapDoor } from './open-soap-door';
import { refuseEncodedBodies } from '../doors/http/refuse-encoded-bodies';
import { takeOnlyJson } from '../doors/json/take-only-json';
import { guardBrowsers } from './guard-browsers';
import { askingClients, followTls } from './tls';
import { useSettings } from './use-settings';

/** The largest request, in bytes. */
const BODY_LIMIT = 1024 * 1024;

export interface Service {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Where its health and metrics are, if they have an address of their own. */
  readonly operationsUrl: string | null;
  /** Lets requests in flight finish, then closes the ledger. */
  close(): Promise<void>;
}

/** Opens the ledger and listens. @throws whatever keeps the service from starting, in words for an operator. */
export async function startService(config: Config, wallClock: Clock, log: Logger): Promise<Service> {
  useSettings(config);
  const tracing = await openTracing(config, TRACED, log);
  try {
    const service = await openService({ config, clock: wallClock, log, tracing });
    return { ...service, close: () => service.close().finally(() => tracing?.close()) };
  } catch (error) {
    await tracing?.close();
    throw error;
  }
}

const TRACED = { name: 'consent-service', isPrivate: holdsPersonIdentity };

type Beginnings = Omit<Surroundings, 'ledger' | 'signer' | 'systemNow' | 'webhookSecrets'>;

async function openService(beginnings: Beginnings): Promise<Service> {
  const { config, clock: wallClock, log } = beginnings;
  const ledger = await openLedger(await openStores(config, log), config, log);
  let time: LedgerTime | undefined;
  let notary: OpenNotary | undefined;
  let authentication: OpenAuthentication | undefined;
  let operations: Operations | undefined;
  const closeLedger = async () => {
    operations?.close();
    authentication?.close();
    try {
      await notary?.close();
      await time?.close();
    } finally {
      await ledger.close();
    }
  };
  try {
    time = await openLedgerTime(ledger, config, wallClock, log);
    notary = await openNotary(ledger, config, time.clock, log);
    authentication = await openAuthentication(config, time.clock, log);
    const { systemNow } = authentication;
    const own = { clock: time.clock, ledger, signer: existingSigner(config), systemNow };
    const webhookSecrets = openWebhookSecrets(config);
    const created = await createApp({ ...beginnings, ...own, webhookSecrets }, authentication);
    const { app } = created;
    operations = created.operations;
    showCheckpoints(app.get(Metrics), notary.report);
    showClock(app.get(Metrics), time);
    const url = await listen(created, config);
    const close = async () => {
      app.get(Readiness).stop();
      await app.close().finally(closeLedger);
    };
    return { url, operationsUrl: operations.url, close };
  } catch (error) {
    await closeLedger();
    throw error;
  }
}

interface CreatedApp {
  readonly app: NestFastifyApplication;
  readonly operations: Operations;
}

/** @returns where callers find it. */
async function listen({ app, operations }: CreatedApp, config: Config): Promise<string> {
  await operations.listen();
  await app.listen(config.PORT, listenAddress(config));
  const url = await app.getUrl();
  return config.TLS_CERTIFICATE_FILE ? url.replace(/^http:/, 'https:') : url;
}

async function createApp(surroundings: Surroundings, known: OpenAuthentication): Promise<CreatedApp> {
  const { config, log, tracing } = surroundings;
  const { context: tls } = known.files.current;
  const limits = timeLimits(config);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      app.get(ProblemFilter).answer(error, request, reply),
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) =>
      app.get(ProblemFilter).answerLast(error, socket),
    ...limits,
    ...(tls && { https: { ...tls, ...askingClients(tls, config), ...limits.http } }),
  });
  const module = ApiModule.of(surroundings);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  const refuseOtherMethods = watchMethods(adapter.getInstance(), { access: 'open' });
  if (tracing) traceRequests(adapter.getInstance(), tracing, tracedExchanges);
  limitConnections(adapter.getHttpServer(), config, log);
  passOverExpectations(adapter.getHttpServer());
  guardBrowsers(adapter.getInstance(), config);
  if (tls) followTls(adapter.getInstance(), known.files);
  refuseEncodedBodies(adapter.getInstance());
  takeOnlyJson(adapter.getInstance());
  observeRequests(adapter.getInstance(), log, app.get(Metrics));
  const operations = separateOperations(adapter.getInstance(), config, log);
  guardRoutes(adapter.getInstance(), guardOf(surroundings, known.authenticate, app.get(Metrics)));
  endConnectionsWhenStopping(adapter.getInstance(), config);
  serveDocumentation(app);
  openSoapDoor(app, config);
  openFhirDoor(app);
  await app.init();
  refuseOtherMethods();
  return { app, operations };
}

function guardOf({ config, log }: Surroundings, authenticate: Authenticate, metrics: Metrics): Guard {
  const limits = {
    perMinute: config.UNPROVED_PER_MINUTE,
    count: (outcome: UnprovedOutcome) => metrics.unprovedRequest(outcome),
  };
  return {
    authenticate,
    addressOf: clientAddresses(config.TRUSTED_PROXIES),
    unproved: new UnprovedRequests(limits, log),
  };
}
