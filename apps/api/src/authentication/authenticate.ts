import type { FastifyRequest } from 'fastify';
import { rights, WatchedRegister, type RegisteredCaller, type Right } from '#callers';
import { hsaKey, hsaKeys } from '#consent';
import type { Clock, Config, Logger } from '#platform';
import { callerAddresses } from './caller-address';
import { ClientCertificates } from './client-certificates';
import { HeaderCertificates } from './header-certificates';
import type { CallingSystem } from '../contract/calling-system';
import { KeyProofs } from './key-proofs';
import { ProofNonces } from './proof-nonces';
import type { Authenticate } from './route-access';
import { SecretFile } from './secret-file';
import type { ShownCertificate } from './shown-certificate';
import { TokenVerifier } from './token-verifier';
import { Unauthenticated, UnprovedKey } from './unauthenticated';
import type { VerifiedToken } from './verified-tokens';
import { WatchedTlsFiles } from './watched-tls-files';

/** What a system may do now, by its HSA-id. */
export type SystemNow = (systemId: string) => CallingSystem | null;

/** How a service learns who calls it. */
export interface OpenAuthentication {
  readonly authenticate: Authenticate;
  /** A system as it is registered now, without any proof of it; `null`: it is not registered. */
  readonly systemNow: SystemNow;
  /** Those of TLS, by which the server has to serve what is judged here. */
  readonly files: WatchedTlsFiles;
  close(): void;
}

/** By the register of callers, where there is one. @throws UnusableRegister, UnusableTlsFile, or the system's error when a file cannot be read. */
export async function openAuthentication(
  config: Config,
  clock: Clock,
  log: Logger,
): Promise<OpenAuthentication> {
  const { CALLERS_FILE: path } = config;
  const files = await WatchedTlsFiles.open(config, log);
  if (path === undefined) return withoutRegister(config, files);
  const certificates = new ClientCertificates(clock, files);
  const certificateOf = certificateReader({ config, clock, log }, certificates, files);
  const register = new WatchedRegister(path, log);
  const verifier = new TokenVerifier(clock, log);
  const nonces = noncesBy({ config, clock, log });
  const proofs = new KeyProofs(callerAddresses(config.TRUSTED_PROXIES), clock, nonces);
  return {
    authenticate: async (request, isAgain) => {
      const { current } = register;
      const { authorization } = request.headers;
      const shown = authorization === undefined ? await certificateOf(request) : null;
      if (shown) return systemByCertificate(...certificates.callerWith(shown, current));
      const { scheme, text } = tokenIn(authorization);
      const token = await verifier.verify(text, current);
      const caller = current.callerByToken(token.issuer.issuer, token.clientId);
      if (!caller) throw new Unauthenticated('The client that the token names is not registered.');
      demandScheme(scheme, token);
      if (token.certificate !== null)
        certificates.demandBound(await certificateOf(request), token.certificate);
      // A proof is for one request, and this one was proved.
      if (token.key !== null && !isAgain) await proofs.demand(request, { text, key: token.key });
      return systemByToken(caller, token);
    },
    systemNow: (systemId) => systemIn(register.current.callers, systemId),
    files,
    close: () => {
      register.close();
      files.close();
    },
  };
}

function withoutRegister(config: Config, files: WatchedTlsFiles): OpenAuthentication {
  const system = callerOfSettings(config);
  const systemNow: SystemNow = (systemId) => (hsaKey(systemId) === hsaKey(system.systemId) ? system : null);
  return { authenticate: () => system, systemNow, files, close: () => files.close() };
}

function noncesBy({ config: { DPOP_NONCE_SECRET_FILE: file }, clock, log }: Reading): ProofNonces | null {
  if (file === undefined) return null;
  return new ProofNonces(SecretFile.open('DPOP_NONCE_SECRET_FILE', file, log), clock);
}

type CertificateOf = (request: FastifyRequest) => Promise<ShownCertificate | null>;

/**
 * Returns what reads the client certificate of a request; it answers `null` where a request comes with none. The certificate of a proxy's
 * own connection is never that of a caller.
 */
function certificateReader(
  { config, clock, log }: Reading,
  certificates: ClientCertificates,
  files: WatchedTlsFiles,
): CertificateOf {
  const isProxied = config.CLIENT_CERTIFICATE_HEADER !== undefined && files.current.judged !== null;
  const proxied = isProxied ? new HeaderCertificates(config, clock, log, files) : null;
  return (request) =>
    proxied?.isFromProxy(request)
      ? proxied.of(request)
      : certificates.of(request.raw.socket, request.isOnOldConnection);
}

interface Reading {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Without a register, whatever reaches loopback is one system. It may do all but what auditors do, and may speak for others. */
function callerOfSettings(config: Config): CallingSystem {
  const { CALLER_ID: systemId, CALLER_CARE_PROVIDERS: careProviders, CALLER_RIGHTS: more = [] } = config;
  const special: ReadonlySet<Right> = new Set(['audit', 'explain']);
  return {
    systemId,
    careProviders: careProviders ? hsaKeys(careProviders) : 'all',
    contracts: 'all',
    rights: new Set([...rights.filter((right) => !special.has(right)), ...more]),
    platform: { consumers: 'all' },
  };
}

type Scheme = 'bearer' | 'dpop';

/** RFC 6750 and 9449: the word `Bearer` or `DPoP` in any case, and a token without blanks. */
function tokenIn(authorization: string | undefined): { readonly scheme: Scheme; readonly text: string } {
  if (authorization === undefined) throw new Unauthenticated('The request has no bearer token.', null);
  const [, scheme, text] = /^(Bearer|DPoP) +([\w.~+/=-]+)$/i.exec(authorization) ?? [];
  if (text === undefined) throw new Unauthenticated('The header Authorization holds no bearer token.');
  return { scheme: scheme!.toLowerCase() as Scheme, text };
}

function demandScheme(scheme: Scheme, { key }: VerifiedToken): void {
  if (scheme === 'bearer' && key !== null) {
    throw new UnprovedKey('The token is bound to a key. Send it as DPoP, with a proof of the key.');
  }
  if (scheme === 'dpop' && key === null) {
    throw new Unauthenticated('The token is not bound to a key. Send it as Bearer.');
  }
}

/** What a caller is, however it proves itself. */
const knownOf = ({
  systemId,
  careProviders,
  contracts,
  platform,
  limits,
}: Omit<RegisteredCaller, 'rights'>): Omit<CallingSystem, 'rights'> => ({
  systemId,
  careProviders,
  contracts,
  ...(platform && { platform }),
  ...(limits && { limits }),
});

function systemIn(callers: readonly RegisteredCaller[], systemId: string): CallingSystem | null {
  const caller = callers.find((one) => hsaKey(one.systemId) === hsaKey(systemId));
  return caller ? { ...knownOf(caller), rights: caller.rights } : null;
}

const systemByCertificate = (
  { rights: given, ...caller }: RegisteredCaller,
  { authority: issuer, subject, thumbprint }: ShownCertificate,
): CallingSystem => ({
  ...knownOf(caller),
  rights: given,
  proof: { kind: 'certificate', issuer, subject, thumbprint },
});

function systemByToken(caller: RegisteredCaller, token: VerifiedToken): CallingSystem {
  return {
    ...knownOf(caller),
    rights: rightsOf(caller, token),
    proof: {
      kind: 'token',
      issuer: token.issuer.issuer,
      subject: token.clientId,
      ...thumbprintOf(token),
    },
  };
}

/** Of the key that a token is bound to, or else of the certificate, as that of a caller with a certificate is written. */
function thumbprintOf({ key, certificate }: VerifiedToken): { readonly thumbprint?: string } {
  if (key !== null) return { thumbprint: key };
  return certificate === null ? {} : { thumbprint: Buffer.from(certificate, 'base64url').toString('hex') };
}

/** Where the issuer's scopes give rights, a token gives those of its own scopes, and no other. */
function rightsOf(caller: RegisteredCaller, { issuer, scopes }: VerifiedToken): ReadonlySet<Right> {
  const { scopes: rightsByScope } = issuer;
  if (rightsByScope === undefined) return caller.rights;
  const given = (scopes ?? []).flatMap((scope) =>
    Object.hasOwn(rightsByScope, scope) ? rightsByScope[scope]! : [],
  );
  return new Set(given.filter((right) => caller.rights.has(right)));
}
