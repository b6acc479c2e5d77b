import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket, type DetailedPeerCertificate } from 'node:tls';
import type { CallerRegister, RegisteredCaller } from '#callers';
import type { Clock } from '#platform';
import { LONGEST_CHAIN } from './certificate-headers';
import { shownAt, type JudgedCertificates, type SentCertificate } from './judged-certificates';
import { shownCertificate, type ShownCertificate } from './shown-certificate';
import { Unauthenticated } from './unauthenticated';
import type { WatchedTlsFiles } from './watched-tls-files';

const sentences: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'The client certificate has expired.',
  CERT_NOT_YET_VALID: 'The client certificate is not valid yet.',
  CERT_REVOKED: 'The client certificate is revoked.',
  CRL_HAS_EXPIRED: 'The revocation list of the authority of the client certificate is too old.',
  CRL_NOT_YET_VALID: 'The revocation list of the authority of the client certificate is not valid yet.',
  UNABLE_TO_GET_CRL: 'There is no revocation list of the authority of the client certificate.',
  INVALID_PURPOSE: 'The client certificate is not meant for clients.',
};

/** Of a certificate that was accepted by other files alone. */
const UNTRUSTED_FAULT = 'UNTRUSTED';

const UNTRUSTED = 'The client certificate is not of an authority that is trusted here.';

/** A signature is wrong on the one way that Node tried: of two authorities of one name, it knows only the first. */
const OF_ONE_WAY: ReadonlySet<string> = new Set(['CERT_SIGNATURE_FAILURE', 'CRL_SIGNATURE_FAILURE']);

/** Node may know a way, or a list, that is not understood here. */
const NOT_UNDERSTOOD: ReadonlySet<string | null> = new Set(['UNTRUSTED', 'UNABLE_TO_GET_CRL']);

/** The certificate of a connection, as it came, and as Node has judged it. */
interface Received {
  readonly key: string;
  readonly sent: SentCertificate;
  readonly shown: ShownCertificate;
}

/** Learns a caller from the certificate of its connection. */
export class ClientCertificates {
  /** It is read once, because that costs more than all else. */
  private readonly known = new WeakMap<Socket, Received | null>();

  constructor(
    private readonly clock: Clock,
    private readonly files: Pick<WatchedTlsFiles, 'current'>,
  ) {}

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

  /**
   * The certificate of the client of a connection; `null`: it has shown none. What Node has accepted stays accepted until a time runs out,
   * which Node looks at only once. Its authorities are those of all good ways to a root, as for a certificate in a header.
   * @param isOld whether Node has judged it by files that were replaced since: then it is accepted only where these files say so.
   */
  async of(socket: Socket, isOld?: boolean): Promise<ShownCertificate | null> {
    const received = this.receivedOn(socket);
    if (received === null) return null;
    const { shown } = received;
    const { judged } = this.files.current;
    if (judged === null || isRefused(shown)) return shown;
    const found = await this.byEveryWay(received, judged);
    if (isOld) return found ?? { ...shown, fault: UNTRUSTED_FAULT };
    return found === null || isBeyond(found, shown) ? shown : found;
  }

  /** `null` where the parsers here do not read it. */
  private async byEveryWay(
    { key, sent }: Received,
    certificates: JudgedCertificates,
  ): Promise<ShownCertificate | null> {
    const judged = await certificates.of(key, () => sent).catch(notReadable);
    return judged && shownAt(this.clock(), judged);
  }

  private receivedOn(socket: Socket): Received | null {
    const seen = this.known.get(socket);
    if (seen !== undefined) return seen;
    const received = socket instanceof TLSSocket ? receivedFrom(socket) : null;
    this.known.set(socket, received);
    return received;
  }
}

function receivedFrom(socket: TLSSocket): Received | null {
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return null;
  const chain = chainOn(socket);
  const { authorized, authorizationError } = socket;
  const shown = shownCertificate(certificate, {
    fault: authorized ? null : String(authorizationError),
    authority: chain[0] && isIssuedBy(certificate, chain[0]) ? chain[0].fingerprint256 : '',
  });
  const key = ['connection', ...[certificate, ...chain].map(({ fingerprint256 }) => fingerprint256)].join(
    ' ',
  );
  return { key, sent: { certificate, chain }, shown };
}

/** What the client has sent and what is in the file, as Node links them: by name. */
function chainOn(socket: TLSSocket): X509Certificate[] {
  const chain: DetailedPeerCertificate[] = [];
  let next = (socket.getPeerCertificate(true) as Partial<DetailedPeerCertificate>).issuerCertificate;
  // A root is linked to itself.
  while (next && chain.at(-1)?.fingerprint256 !== next.fingerprint256 && chain.length < LONGEST_CHAIN) {
    chain.push(next);
    next = (next as Partial<DetailedPeerCertificate>).issuerCertificate;
  }
  return chain.map(({ raw }) => new X509Certificate(raw));
}

/** By Node, in a way that nothing else can help. */
const isRefused = ({ fault }: ShownCertificate): boolean => fault !== null && !OF_ONE_WAY.has(fault);

/** Node has accepted what is not understood here. */
const isBeyond = (found: ShownCertificate, byNode: ShownCertificate): boolean =>
  byNode.fault === null && NOT_UNDERSTOOD.has(found.fault);

/** What the parsers here do not read, Node has judged alone. */
function notReadable(error: unknown): null {
  if (error instanceof Unauthenticated) return null;
  throw error;
}

/** Two authorities may have one name: only the signature says which of them it was. */
const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
