import type { IncomingMessage } from 'node:http';
import { NoAnswer, type NoAnswerKind } from './door';

const UNTRUSTED = 'its certificate is not of an authority that is trusted here, which --ca names';

/** What is wrong with the certificate of the service, by Node's code. */
const faults: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  CERT_REVOKED: 'its certificate is revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is that of another address',
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  CERT_SIGNATURE_FAILURE: UNTRUSTED,
};

/** Why a connection failed, with the code that names it: ECONNREFUSED, ENOTFOUND, CERT_HAS_EXPIRED. */
export function failureOfConnection(error: unknown): {
  readonly kind: NoAnswerKind;
  readonly why: string;
} {
  const { code, message } = error as { code?: string; message?: string };
  const name = code ?? message ?? String(error);
  const fault = faults[name];
  if (fault) return { kind: 'not-trusted', why: `The service is not trusted: ${fault} (${name}).` };
  if (/_ALERT_.*(CERTIFICATE|UNKNOWN_CA)/.test(name))
    return { kind: 'not-let-in', why: `The service does not accept the client certificate (${name}).` };
  if (/wrong version number|packet length too long/i.test(message ?? ''))
    return {
      kind: 'unreachable',
      why: `The service does not speak TLS at this address: is it http://? (${name}).`,
    };
  return { kind: 'unreachable', why: `The service cannot be reached: ${name}.` };
}

/** What a service says that does not take the request at all: it asks who calls, or for patience. `null`: it has taken it. */
export function refusalIn({ statusCode, headers }: IncomingMessage): NoAnswer | null {
  const challenge = headers['www-authenticate'];
  if (statusCode === 401 || challenge !== undefined)
    return new NoAnswer('not-let-in', whyNotLetIn(challenge));
  return busyIn('The service', statusCode, headers['retry-after']);
}

/** That a service asks for patience. `null`: it does not. */
export function busyIn(who: string, status: number | undefined, retryAfter?: string): NoAnswer | null {
  const retryAfterMs = retryAfterIn(retryAfter);
  if (status !== 429 && (status !== 503 || retryAfterMs === undefined)) return null;
  const why = `${who} takes no more requests now (HTTP status ${status}).`;
  return new NoAnswer('busy', why, undefined, retryAfterMs);
}

/** With the service's own words (RFC 6750), where it has any. */
function whyNotLetIn(challenge = ''): string {
  const said = /error_description="([^"]+)"/.exec(challenge)?.[1];
  const why = said === undefined ? 'The service asks who calls.' : `The service asks who calls: ${said}`;
  return `${why} Prove it by a token, by a header, or by --cert and --key.`;
}

/** In milliseconds; `undefined` when there is no time in it. */
function retryAfterIn(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
