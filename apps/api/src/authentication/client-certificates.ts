import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket, type DetailedPeerCertificate } from 'node:tls';
import type { CallerRegister, PresentedCertificate, RegisteredCaller } from '#callers';
import type { Clock } from '#platform';
import { Unauthenticated } from './unauthenticated';

/** What is known of a connection's certificate: it is read once, because that costs more than all else. */
export interface ShownCertificate extends PresentedCertificate {
  /** Why it is not accepted, as TLS names it; `null`: it is. */
  readonly fault: string | null;
  /** Of further certificates of the authority that issued it, by which it is accepted too: an old and a renewed one, for example. */
  readonly otherAuthorities: readonly string[];
  readonly subject: string;
  /** In milliseconds since 1970. */
  readonly validTo: number;
}

const sentences: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'The client certificate has expired.',
  CERT_NOT_YET_VALID: 'The client certificate is not valid yet.',
  CERT_REVOKED: 'The client certificate is revoked.',
  CRL_HAS_EXPIRED: 'The revocation list of the authority of the client certificate is too old.',
  UNABLE_TO_GET_CRL: 'There is no revocation list of the authority of the client certificate.',
  INVALID_PURPOSE: 'The client certificate is not meant for clients.',
};

const UNTRUSTED = 'The client certificate is not of an authority that is trusted here.';

/** Learns a caller from the certificate of its connection. */
export class ClientCertificates {
  private readonly known = new WeakMap<Socket, ShownCertificate | null>();

  constructor(private readonly clock: Clock) {}

  /** With the certificate comes the authority by which it is the caller's. @throws Unauthenticated */
  callerWith(
    certificate: ShownCertificate,
    register: CallerRegister,
  ): readonly [RegisteredCaller, ShownCertificate] {
    this.demandGood(certificate);
    for (const authority of [certificate.authority, ...certificate.otherAuthorities]) {
      const shown = { ...certificate, authority };
      const caller = register.callerByCertificate(shown);
      if (caller) return [caller, shown];
    }
    throw new Unauthenticated('The client certificate is not of a registered caller.');
  }

  /** Demands the certificate that a token is bound to (RFC 8705), and that it is accepted here. @throws Unauthenticated */
  demandBound(certificate: ShownCertificate | null, boundTo: string): void {
    if (certificate === null)
      throw new Unauthenticated('The token is bound to a certificate, and the request comes with none.');
    this.demandGood(certificate);
    if (Buffer.from(certificate.thumbprint, 'hex').toString('base64url') !== boundTo)
      throw new Unauthenticated('The token is bound to another certificate.');
  }

  private demandGood({ fault, validTo }: ShownCertificate): void {
    if (fault !== null) throw new Unauthenticated(sentences[fault] ?? UNTRUSTED);
    if (validTo < this.clock()) throw new Unauthenticated(sentences.CERT_HAS_EXPIRED!);
  }

  /** The certificate of the client of a connection; `null`: it has shown none. */
  of(socket: Socket): ShownCertificate | null {
    const seen = this.known.get(socket);
    if (seen !== undefined) return seen;
    const shown = socket instanceof TLSSocket ? readFrom(socket) : null;
    this.known.set(socket, shown);
    return shown;
  }
}

function readFrom(socket: TLSSocket): ShownCertificate | null {
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return null;
  const peer: Partial<DetailedPeerCertificate> = socket.getPeerCertificate(true);
  const { authorized, authorizationError } = socket;
  return shownCertificate(certificate, {
    fault: authorized ? null : String(authorizationError),
    authority: peer.issuerCertificate?.fingerprint256 ?? '',
  });
}

/** @param judged.authority the SHA-256 of its authority, as Node writes it. */
export const shownCertificate = (
  certificate: X509Certificate,
  { fault, authority }: Pick<ShownCertificate, 'fault' | 'authority'>,
): ShownCertificate => ({
  fault,
  otherAuthorities: [],
  thumbprint: plain(certificate.fingerprint256),
  authority: plain(authority),
  serialNumber: serialNumberOf(certificate),
  subject: certificate.subject.replaceAll('\n', ', '),
  validTo: Date.parse(certificate.validTo),
});

const plain = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase();

/** The serialNumber in the subject, where function certificates have the HSA-id. One that is there twice says nothing. */
function serialNumberOf(certificate: X509Certificate): string | undefined {
  const { serialNumber } = certificate.toLegacyObject().subject as { readonly serialNumber?: unknown };
  return typeof serialNumber === 'string' ? serialNumber : undefined;
}
