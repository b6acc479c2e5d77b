import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { IdentityRegistry } from '#consent';
import { errorCatalogue, familyOf, newId, type Clock, type Logger } from '#platform';
import type { Organisation, OrganisationRegister, Tickets } from '#sign-on';
import type { ConsentService } from '../consent-service';
import { errorText } from '../words/error-text';
import { askedLanguage } from '../words/language-of';
import { IndicatorRefusal, refusalOf } from './indicator-refusal';
import { readRequest } from './indicator-request';
import { indicatorTexts, statusOf, type IndicatorStatus } from './indicator-status';
import type { RecordsSystemTokens } from './records-system-token';

const ADDRESS = '/v1/helseindikator';

/** What somebody may try by mistake; it is answered as everything here is. */
const OTHER_METHODS: HTTPMethods[] = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The largest request, in bytes. */
const BODY_LIMIT = 16 * 1024;

export interface HealthIndicatorParts {
  readonly tokens: Pick<RecordsSystemTokens, 'organisationOf'>;
  readonly organisations: Pick<OrganisationRegister, 'find'>;
  readonly tickets: Pick<Tickets, 'issue'>;
  readonly consentService: Pick<ConsentService, 'consentsOf'>;
  readonly identities: IdentityRegistry;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What a records system is answered. The ticket opens the patient in the portal, once it is in the portal's address. */
export interface Indicator {
  readonly status: IndicatorStatus;
  readonly returTekst: string;
  readonly ticket: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What finds the log line of a call of the health indicator; a UUID. */
    indicatorEventId: string;
    /** The number of the organisation that calls the health indicator. */
    indicatorOrganisation: string;
  }
}

/**
 * Opens `POST /v1/helseindikator`, in a scope of the server with its own parser, hooks and errors: records systems call it, and have
 * neither a session nor a browser. Every answer has the header `X-EVENT-ID`.
 */
export function openHealthIndicator(server: FastifyInstance, parts: HealthIndicatorParts): void {
  void server.register((scope, _options, ready) => {
    scope.decorateRequest('indicatorEventId', '');
    scope.decorateRequest('indicatorOrganisation', '');
    scope.addHook('onRequest', (request, reply, done) => {
      request.indicatorEventId = newId();
      void reply.headers({ 'x-event-id': request.indicatorEventId, 'cache-control': 'no-store' });
      done();
    });
    // Who cannot say who asks learns nothing of what was sent: the token comes before the body is read.
    scope.addHook('onRequest', async (request) => {
      request.indicatorOrganisation = await parts.tokens.organisationOf(request.headers.authorization);
    });
    scope.setErrorHandler((error, request, reply) => refuse(parts.log, error, request, reply));
    scope.post(ADDRESS, { bodyLimit: BODY_LIMIT }, async (request) => answer(request, parts));
    scope.route({ method: OTHER_METHODS, url: ADDRESS, handler: refuseMethod });
    ready();
  });
}

async function refuseMethod(_request: FastifyRequest, reply: FastifyReply): Promise<never> {
  void reply.header('allow', 'POST');
  throw new IndicatorRefusal(405, 'KJF-000018', 'This address is called by POST.');
}

async function answer(request: FastifyRequest, parts: HealthIndicatorParts): Promise<Indicator> {
  const { tickets, consentService, identities, clock, log } = parts;
  const number = request.indicatorOrganisation;
  const { careProviderId } = await activeOrganisation(number, parts);
  const asked = readRequest(request.body, request.headers['x-epj-system'], identities);
  const { consents } = await consentService.consentsOf(asked.patient, careProviderId);
  const status = statusOf(consents, clock());
  const ticket = await tickets.issue({ organisationNumber: number, ...asked }, clock());
  const { basis, recordsSystem } = asked;
  const eventId = request.indicatorEventId;
  log.info('ticket issued', { eventId, organisationNumber: number, basis, recordsSystem });
  return { status, returTekst: indicatorTexts[askedLanguage(request)][status], ticket };
}

/** @throws IndicatorRefusal KJF-000013, KJF-000022. @throws RegisterUnavailable */
async function activeOrganisation(
  number: string,
  { organisations }: HealthIndicatorParts,
): Promise<Organisation> {
  const organisation = await organisations.find(number);
  if (!organisation) throw new IndicatorRefusal(403, 'KJF-000013');
  if (!organisation.isActive) throw new IndicatorRefusal(403, 'KJF-000022');
  return organisation;
}

/** What is ours, or another's, goes to the log only; its event id finds it there. */
function refuse(log: Logger, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, detail, cause } = refusalOf(error);
  const { message, support } = errorCatalogue[code];
  const forUser = errorText(code, askedLanguage(request));
  const family = familyOf(code);
  const isOurs = family === 'KJS';
  const eventId = request.indicatorEventId;
  log.log(isOurs ? 'error' : 'info', 'health indicator refused', {
    ...{ eventId, code, detail },
    cause: isOurs || family === 'KJX' ? inWords(cause) : undefined,
  });
  if (status === 401) void reply.header('www-authenticate', 'Bearer error="invalid_token"');
  return reply.code(status).send({
    status,
    feilkode: code,
    brukermelding: `${forUser.message} ${forUser.next}`,
    utviklermelding: isOurs ? message.en : (detail ?? support),
  });
}

const inWords = (cause: unknown): string | undefined =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : undefined;
