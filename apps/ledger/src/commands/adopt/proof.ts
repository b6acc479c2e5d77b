import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { clientCredentials, TokenRefused, type TokenSource } from '#client';
import { busyIn, NoAnswer, type Connection } from '#contract-doors';
import { WrongUsage } from '../../failure';
import type { Options } from '../../ledger-command';

type Proof = Pick<Connection, 'headers' | 'refused'>;

/** The tokens that prove the caller: of an issuer, or as the caller has them. @throws WrongUsage, and of a file what the system says */
export function proofOf(options: Options): Proof {
  const { tokenIssuer, tokenFile } = options;
  if (typeof tokenIssuer === 'string') {
    if (tokenFile !== undefined) throw new WrongUsage('--token-issuer and --token-file cannot be combined.');
    return proofBy(tokensOf(tokenIssuer, options));
  }
  const orphan = ofIssuer.find((name) => options[name] !== undefined);
  if (orphan !== undefined) throw new WrongUsage(`${flagOf(orphan)} needs --token-issuer.`);
  const headers = () => bearer(givenToken(tokenFile));
  // A file that cannot be read is found before anything is asked.
  headers();
  return { headers };
}

const ofIssuer = ['tokenEndpoint', 'clientId', 'clientKey', 'clientKeyId', 'resource', 'scope'] as const;

const flagOf = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const givenToken = (file: Options[string]): string | undefined =>
  typeof file === 'string' ? readFileSync(file, 'utf8').trim() : process.env.CONSENT_TOKEN;

const bearer = (token: string | undefined): Record<string, string> =>
  token === undefined || token === '' ? {} : { authorization: `Bearer ${token}` };

/** A token that the service refuses is asked for again, once: its issuer may have new keys. */
function proofBy(tokens: TokenSource): Proof {
  const headers = async () => bearer(await tokens.token().catch(noToken));
  const refused = ({ authorization = '' }: Readonly<Record<string, string>>): boolean => {
    tokens.forget?.(authorization.slice('Bearer '.length));
    return true;
  };
  return { headers, refused };
}

/** What is known of an error of the issuer. Its code is a number where Node has made it for a browser's programs. */
interface IssuerError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: unknown;
  readonly cause?: (Partial<Response> & { readonly code?: unknown; readonly response?: Response }) | null;
}

/** What an issuer says of a refusal is a code and a sentence of RFC 6749, and holds no secret. */
function noToken(error: unknown): never {
  const { name, code, cause } = error as IssuerError;
  const response = cause?.response ?? cause;
  throwIfBusy(response);
  if (error instanceof TokenRefused) throw new NoAnswer('not-let-in', error.message);
  if (name === 'TimeoutError' || code === 'OAUTH_TIMEOUT')
    throw new NoAnswer('timeout', 'The issuer of tokens gives none: no answer in time.');
  const answered = response?.status === undefined ? '' : ` (HTTP status ${response.status})`;
  throw new NoAnswer('unreachable', `The issuer of tokens gives none: ${nameOf(error)}${answered}.`);
}

function throwIfBusy(response: Partial<Response> | null | undefined): void {
  const retryAfter = response?.headers?.get('retry-after') ?? undefined;
  const busy = busyIn('The issuer of tokens', response?.status, retryAfter);
  if (busy) throw busy;
}

function nameOf(error: unknown): string {
  const { code, cause, message } = error as IssuerError;
  return [cause?.code, code].find((one) => typeof one === 'string') ?? String(message);
}

function tokensOf(issuer: string, options: Options): TokenSource {
  const { tokenEndpoint, clientId, clientKey, clientKeyId, resource, scope } = options;
  if (typeof clientId !== 'string' || typeof clientKey !== 'string')
    throw new WrongUsage('--token-issuer needs --client-id and --client-key.');
  const isOnThisMachine = areOnThisMachine(
    [issuer, tokenEndpoint].filter((one) => typeof one === 'string').map(addressOf),
  );
  const texts = { tokenEndpoint, keyId: clientKeyId, resource, scope };
  return clientCredentials({
    ...{ issuer, clientId, key: keyIn(clientKey) },
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => typeof text === 'string')),
    allowInsecure: isOnThisMachine,
  });
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const NO_HTTPS = '--token-issuer and --token-endpoint are https addresses.';

/** Plain http is for an issuer that is on this machine with all of its addresses. @throws WrongUsage */
function areOnThisMachine(addresses: readonly URL[]): boolean {
  const areHere = addresses.every(({ hostname }) => LOOPBACK.test(hostname));
  if (!areHere && addresses.some(({ protocol }) => protocol !== 'https:')) throw new WrongUsage(NO_HTTPS);
  return areHere;
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new WrongUsage(NO_HTTPS);
}

/** @throws WrongUsage when no private key is in it, and what the system says of the file. */
function keyIn(file: string): string {
  const text = readFileSync(file, 'utf8');
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(text);
    if (asymmetricKeyType === 'rsa' || asymmetricKeyDetails?.namedCurve === 'prime256v1') return text;
  } catch {
    // As a key of another kind.
  }
  throw new WrongUsage('--client-key is no private key of the kinds P-256 and RSA, as PEM.');
}
