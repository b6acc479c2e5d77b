import type { Socket } from 'node:net';
import { answerLast, codeOfUnreadable, errorCatalogue, newId, type Logger } from '#platform';
import { httpStatusOf } from './http-status-of';

/** Answers what cannot be read as HTTP with a problem (RFC 9457). No page could be: nothing of the request is known, nor may be logged. */
export function refuseUnreadable(cause: Error, socket: Socket, log: Logger): void {
  if (!socket.writable) return void socket.destroy();
  const error = codeOfUnreadable(cause);
  const { message, next, support } = errorCatalogue[error];
  const eventId = newId();
  log.info(`Portal: ${support}`, { error, eventId });
  const status = httpStatusOf(error);
  const problem = { type: 'about:blank', title: message.en, status, detail: next.en, error, eventId };
  answerLast(socket, {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(problem),
  });
}
