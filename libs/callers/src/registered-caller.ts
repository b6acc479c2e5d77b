import type { JSONWebKeySet, JWK } from 'jose';
import type { GuardedName, Right } from './rights';

/** The algorithms that tokens may be signed with. All are asymmetric: nobody who can verify a token can make one. */
export const tokenAlgorithms = [
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
  'EdDSA',
] as const;

export type TokenAlgorithm = (typeof tokenAlgorithms)[number];

/** Who issues tokens, and how they are verified. */
export interface TokenIssuer {
  /** The claim `iss`, exactly. */
  readonly issuer: string;
  /** What the claim `aud` must hold. */
  readonly audience: string;
  readonly algorithms: readonly TokenAlgorithm[];
  /** Where its public keys are, as a JSON Web Key Set. */
  readonly jwksUrl?: string;
  /** Its public keys themselves, instead of an address. */
  readonly jwks?: JSONWebKeySet & { readonly keys: readonly JWK[] };
  /** The rights that each scope of a token gives. Absent: scopes are not looked at. */
  readonly scopes?: Readonly<Record<string, readonly Right[]>>;
}

/** The claims by which a token proves a caller. */
export interface TokenProof {
  readonly issuer: string;
  readonly clientId: string;
}

/** What proves a caller by the certificate of its connection: all members that are there have to be those of the certificate. */
export interface CertificateProof {
  /** The serialNumber in the certificate's subject. */
  readonly serialNumber?: string;
  /** SHA-256 of the certificate, 64 hexadecimal digits in lower case. */
  readonly thumbprint?: string;
  /** The same of the certificate of the authority that issued it. */
  readonly authority?: string;
}

/** A certificate that a client has shown, and that TLS has accepted. */
export interface PresentedCertificate {
  readonly serialNumber: string | undefined;
  readonly thumbprint: string;
  /** Empty: it is not known. */
  readonly authority: string;
}

/** The systems that a platform may speak for. */
export interface Platform {
  readonly consumers: 'all' | ReadonlySet<string>;
}

/** How much a caller may ask of one service. What is absent has no limit. */
export interface CallLimits {
  /** Calls a second, in the long run. */
  readonly perSecond?: number;
  /** Calls at once, after a pause. Absent: those of one second. */
  readonly burst?: number;
  /** Calls that are not answered yet. */
  readonly concurrent?: number;
}

/** A system that may call, and what it may do. */
export interface RegisteredCaller {
  /** HSA-id or organisation number. */
  readonly systemId: string;
  readonly name: string;
  readonly tokens: readonly TokenProof[];
  readonly certificates: readonly CertificateProof[];
  readonly careProviders: 'all' | ReadonlySet<string>;
  /** `'all'`: all that its rights allow. */
  readonly contracts: 'all' | ReadonlySet<GuardedName>;
  readonly rights: ReadonlySet<Right>;
  /** Present: it passes on requests of others. */
  readonly platform?: Platform;
  readonly limits?: CallLimits;
}

/** Whether its rights, and its list of contracts, let a caller use a contract. */
export const mayUse = ({ contracts }: Pick<RegisteredCaller, 'contracts'>, contract: GuardedName): boolean =>
  contracts === 'all' || contracts.has(contract);
