import { NoToken, ServiceTimeout, ServiceUnavailable } from '../messages/errors';
import { isObject } from '../messages/readable';

/** The network did not bring it there and back, or it said itself that it cannot answer now. One that answered anything else was reached. */
export function isOutOfReach(failure: unknown): boolean {
  if (failure instanceof ServiceTimeout) return true;
  if (failure instanceof NoToken) return failure.isTransient && isOfNetwork(failure.cause);
  if (!(failure instanceof ServiceUnavailable)) return false;
  const { status } = failure.call;
  return status === undefined ? isOfNetwork(failure.cause) : AWAY.has(status);
}

/** What a gateway says of a service that it does not reach, or the service of itself. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

/** A wrong certificate or a request that cannot be sent is none of these: the service may be there. */
const OF_NETWORK: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_SOCKET'],
  ...['OAUTH_TIMEOUT', 'AbortError', 'TimeoutError'],
]);

function isOfNetwork(cause: unknown): boolean {
  for (let each = cause; isObject(each); each = each.cause) {
    if (OF_NETWORK.has(each.code) || OF_NETWORK.has(each.name)) return true;
  }
  return false;
}
