import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorCatalogue, familyOf, MethodNotAllowed, type Clock, type Logger } from '#platform';
import { CALLBACK } from '#sign-on';
import { errorWords } from './error.words';
import { notFoundWords } from '../not-found/not-found.words';
import type { Render } from '../../page-parts';
import { carriesToken } from '../../sessions/csrf';
import type { Session } from '../../sessions/session';
import { timeText } from '../views/times';
import { errorText } from '../../words/error-text';
import { languages, type Language } from '../../words/language';
import { portalErrorOf } from '../../portal-errors/code-of';
import { httpStatusOf } from '../../portal-errors/http-status-of';
import type { PortalError } from '../../portal-errors/portal-error';

export interface ErrorPageParts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly render: Render;
}

/** One page shows every failure: its code, one sentence, what to do, and the event id that finds the cause in the log. */
export function answerErrors(app: FastifyInstance, parts: ErrorPageParts): void {
  app.setErrorHandler((error, request, reply) =>
    error instanceof MethodNotAllowed
      ? answerNotFound(request, reply.status(405), parts)
      : answerError(portalErrorOf(error), request, reply, parts),
  );
  app.setNotFoundHandler((request, reply) => answerNotFound(request, reply.status(404), parts));
}

/** Also for the address of a form, which somebody comes to by reloading it: there is no page to be read at it. */
const answerNotFound = (
  request: FastifyRequest,
  reply: FastifyReply,
  { render }: ErrorPageParts,
): FastifyReply => render(request, reply, 'not-found/not-found', { words: notFoundWords[request.language] });

function answerError(
  error: PortalError,
  request: FastifyRequest,
  reply: FastifyReply,
  { clock, log, render }: ErrorPageParts,
): FastifyReply {
  note(error, request, log);
  const { language } = request;
  return render(request, reply.status(httpStatusOf(error.code)), 'error/error', {
    words: errorWords[language],
    ...{ code: error.code, eventId: error.eventId, time: timeText(clock()) },
    ...errorText(error.code, language),
    ...inOtherLanguages(error, request),
    again: againOf(error, request),
  });
}

/**
 * What was typed is not lost when we, or others, could not carry it out: the page can send the same form again. Only a form of the
 * session is: nobody else's is shown.
 */
function againOf({ code }: PortalError, request: FastifyRequest): object | null {
  const session = request.portalSession as Session | undefined;
  const isTheirs = familyOf(code) !== 'KJS' && familyOf(code) !== 'KJX';
  if (isTheirs || !session || !carriesToken(request, session)) return null;
  const fields = Object.entries(request.body as object).filter(([, value]) => typeof value === 'string');
  return fields.length > 1 ? { action: request.url, fields } : null;
}

/**
 * What was asked by a form, or answered by the identity provider, cannot be asked again to be told in another language: it is told in
 * all of them at once, and the choice is left out.
 */
function inOtherLanguages(error: PortalError, { method, url, language }: FastifyRequest): object {
  if (method === 'GET' && url.split('?')[0] !== CALLBACK) return {};
  const sentences = (code: Language) => Object.values(errorText(error.code, code)).join(' ');
  const others = languages.filter((other) => other !== language);
  return { here: null, others: others.map((code) => ({ code, text: sentences(code) })) };
}

/** The cause is logged where the failure is not the user's; what a user sent may be a personal identity, and is not. */
function note(
  { code, eventId, cause }: PortalError,
  { id: correlationId }: FastifyRequest,
  log: Logger,
): void {
  const family = familyOf(code);
  const isFailure = family === 'KJS' || family === 'KJX';
  log.log(family === 'KJS' ? 'error' : 'info', `Portal: ${errorCatalogue[code].support}`, {
    ...{ error: code, eventId, correlationId },
    ...(isFailure && cause instanceof Error && { cause: causeText(cause, family === 'KJS') }),
  });
}

/** Of what others answered, only its kind is shown: their words may hold what they were asked about. */
function causeText(cause: Error, isOurs: boolean): string {
  if (isOurs) return cause.stack ?? String(cause);
  const { code, error } = cause as { readonly code?: unknown; readonly error?: unknown };
  return [cause.name, cause.message, code, error].filter((part) => typeof part === 'string').join(' ');
}

/** For an address that cannot be read at all, which no page and no hook ever sees. */
export function answerUnreadableAddress(reply: FastifyReply): void {
  void reply
    .status(400)
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .type('text/plain; charset=utf-8')
    .send(`KJF-000103 ${errorCatalogue['KJF-000103'].message.en}\n`);
}
