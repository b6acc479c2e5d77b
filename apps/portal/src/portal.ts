import cookies from '@fastify/cookie';
import forms from '@fastify/formbody';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { createIdentityRegistry, holdsPersonIdentity } from '#consent';
import { identityKindsOf, openLedgerTime, openStores, type OpenStores } from '#consent-ledger';
import {
  endConnectionsWhenStopping,
  listenAddress,
  limitConnections,
  passOverExpectations,
  newId,
  openTracing,
  timeLimits,
  traceRequests,
  watchMethods,
  type Clock,
  type Config,
  type Logger,
  type RequestSpan,
  type TracedRequests,
} from '#platform';
import { protectBrowsers } from './browser-safety';
import { openHealth } from './health/health';
import { openHealthIndicator } from './health-indicator/health-indicator';
import { RecordsSystemTokens } from './health-indicator/records-system-token';
import { openParts, type OpenParts } from './open-parts';
import type { PageParts } from './page-parts';
import { pages } from './pages';
import { answerErrors, answerUnreadableAddress } from './pages/error/error-pages';
import { openPlayground } from './pages/playground/playground.page';
import { refuseUnreadable } from './portal-errors/last-answer';
import type { OpenRegisters } from './registers';
import { serveStyles } from './rendering/styles';
import { demandSession } from './sessions/demand-session';
import { readSessionCookies } from './sessions/session-requests';
import { openCallback } from './sign-on/come-back';
import { openEntry } from './sign-on/enter';
import { openWorkplaceChange } from './sign-on/change-workplace';
import { openWorkplaceChoice } from './sign-on/pick-workplace';
import { openEmptied, openSignedOut, openSignOff } from './sign-on/sign-off';
import { openLanguageChoice, takeLanguageOfForms } from './words/choose-language';
import { languageOf } from './words/language-of';

declare module 'fastify' {
  interface FastifyRequest {
    /** Absent where nothing is traced. */
    traceSpan?: RequestSpan;
  }
}

/** The largest form, in bytes. */
const BODY_LIMIT = 64 * 1024;

export interface Portal {
  /** Where it listens, such as `http://127.0.0.1:3001`. */
  readonly url: string;
  /** Lets requests in flight finish, then closes the ledger. */
  close(): Promise<void>;
}

/** Opens the ledger and listens. @throws whatever keeps the portal from starting, in words for an operator. */
export async function startPortal(config: Config, wallClock: Clock, log: Logger): Promise<Portal> {
  const stores = await openStores(config, log);
  try {
    const time = await openLedgerTime(stores, config, wallClock, log);
    const portal = await servePortal(stores, config, time.clock, log).catch(async (error: unknown) => {
      await time.close();
      throw error;
    });
    const close = async () => {
      await portal.close();
      await time.close();
      await stores.close();
    };
    return { url: portal.url, close };
  } catch (error) {
    await stores.close();
    throw error;
  }
}

/** The same on stores that somebody else opens and closes. */
export async function servePortal(
  stores: OpenStores,
  config: Config,
  clock: Clock,
  log: Logger,
): Promise<Portal> {
  const tracing = await openTracing(config, TRACED, log);
  const parts = openParts({ stores, config, clock, log, tracing });
  const app = createApp(parts);
  const close = async () => {
    await app.close();
    await parts.close();
    await tracing?.close();
  };
  try {
    const url = await app.listen({ port: config.PORTAL_PORT, host: listenAddress(config) });
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const TRACED = { name: 'consent-portal', isPrivate: holdsPersonIdentity };

function createApp({ way, pageParts, registers, log, tracing }: OpenParts): FastifyInstance {
  const { config, clock, render } = way;
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    genReqId: newId,
    ...timeLimits(config),
    clientErrorHandler: (error, socket) => refuseUnreadable(error, socket, log),
    frameworkErrors: (_error, _request, reply) => answerUnreadableAddress(reply),
  });
  const refuseOtherMethods = watchMethods(app);
  if (tracing) traceRequests(app, tracing, TRACED_REQUESTS);
  boundConnections(app, config, log);
  void app.register(cookies);
  speakLanguages(app);
  protectBrowsers(app, config);
  readSessionCookies(app);
  answerErrors(app, { clock, log, render });
  serveStyles(app);
  openHealth(app, pageParts.stores.store, config.READ_DEADLINE_MS);
  openIndicator(app, pageParts, registers, log);
  const open = [openEntry, openCallback, openWorkplaceChoice, openSignedOut, openEmptied];
  openPages(app, (scope) => {
    takeLanguageOfForms(scope);
    for (const page of open) page(scope, way);
    openLanguageChoice(scope);
    if (pageParts.isForDevelopment) openPlayground(scope, render);
  });
  openPages(app, (scope) => {
    demandSession(scope, way);
    takeLanguageOfForms(scope);
    openSignOff(scope, way);
    openWorkplaceChange(scope, way);
    for (const page of pages) page(scope, pageParts);
  });
  refuseOtherMethods();
  return app;
}

function boundConnections(app: FastifyInstance, config: Config, log: Logger): void {
  limitConnections(app.server, config, log);
  endConnectionsWhenStopping(app, config);
  passOverExpectations(app.server);
}

/** First of all, so that every refusal has a language. */
function speakLanguages(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    request.language = languageOf(request);
  });
}

/** Everything but health, which is asked for again and again, and the styles of pages. */
const TRACED_REQUESTS: TracedRequests<FastifyRequest> = {
  isTraced: ({ routeOptions: { url } }) => !/^\/(?:health|styles)\//.test(url ?? ''),
  factsOf: () => ({}),
};

/** Pages in a scope of their own, which takes forms and nothing else. */
function openPages(app: FastifyInstance, open: (scope: FastifyInstance) => void): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    await scope.register(forms, { bodyLimit: BODY_LIMIT });
    open(scope);
  });
}

function openIndicator(
  app: FastifyInstance,
  { config, clock, signOn, consentService }: PageParts,
  { organisations }: OpenRegisters,
  log: Logger,
): void {
  const trusted = { issuer: config.OIDC_ISSUER, audience: config.OIDC_AUDIENCE };
  openHealthIndicator(app, {
    tokens: new RecordsSystemTokens(trusted, clock),
    tickets: signOn.tickets,
    identities: createIdentityRegistry(identityKindsOf(config)),
    ...{ organisations, consentService, clock, log },
  });
}
