import type {
  CertificateProof,
  PresentedCertificate,
  RegisteredCaller,
  TokenIssuer,
} from './registered-caller';

/** The callers that an operator has registered. It does not change: a new file is a new register. */
export class CallerRegister {
  private readonly byToken: ReadonlyMap<string, RegisteredCaller>;
  private readonly byIssuer: ReadonlyMap<string, TokenIssuer>;

  constructor(
    readonly issuers: readonly TokenIssuer[],
    readonly callers: readonly RegisteredCaller[],
  ) {
    this.byIssuer = new Map(issuers.map((issuer) => [issuer.issuer, issuer]));
    this.byToken = new Map(
      callers.flatMap((caller) =>
        caller.tokens.map(({ issuer, clientId }) => [keyOf(issuer, clientId), caller] as const),
      ),
    );
  }

  issuer(name: string): TokenIssuer | undefined {
    return this.byIssuer.get(name);
  }

  /** The caller that a verified token belongs to. */
  callerByToken(issuer: string, clientId: string): RegisteredCaller | undefined {
    return this.byToken.get(keyOf(issuer, clientId));
  }

  /** The caller that an accepted certificate belongs to. */
  callerByCertificate(shown: PresentedCertificate): RegisteredCaller | undefined {
    return this.callers.find(({ certificates }) => certificates.some((proof) => isShown(proof, shown)));
  }
}

const isShown = (
  { serialNumber, thumbprint, authority }: CertificateProof,
  shown: PresentedCertificate,
): boolean =>
  (serialNumber === undefined || serialNumber === shown.serialNumber) &&
  (thumbprint === undefined || thumbprint === shown.thumbprint) &&
  (authority === undefined || authority === shown.authority);

const keyOf = (issuer: string, clientId: string): string => JSON.stringify([issuer, clientId]);
