import { timingSafeEqual, createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FastifyRequest } from 'fastify';
import { ConfigError, networksHold, type Clock, type Config, type Logger } from '#platform';
import type * as AuthoritiesModule from './authorities';
import type { Authorities, CertificateFault, Verdict } from './authorities';
import { shownCertificate, type ShownCertificate } from './client-certificates';
import { Unauthenticated } from './unauthenticated';

/** What a proxy sends to prove that it is one, where it shares a secret. */
export const SECRET_HEADER = 'x-client-cert-secret';

/** The most certificates that are remembered with what was found out about them. */
const LIMIT = 1_000;

/** How often the files are looked at, in milliseconds. */
const INTERVAL = 2_000;

interface Judged {
  readonly certificate: X509Certificate;
  readonly verdict: Verdict;
}

/** What is known as long as the files are the same. */
interface Known {
  readonly text: string;
  readonly authorities: Authorities;
  readonly judged: Map<string, Judged>;
}

/** Learns the client certificate of a request from the header of a proxy that ends TLS. */
export class HeaderCertificates {
  private readonly header: string;
  private readonly isProxy: (address: string | undefined) => boolean;
  private lookedAt = performance.now();

  private constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly log: Logger,
    private known: Known,
  ) {
    const { CLIENT_CERTIFICATE_HEADER: header, CLIENT_CERTIFICATE_PROXIES: proxies } = config;
    this.header = header!.toLowerCase();
    this.isProxy = proxies ? networksHold(proxies) : () => true;
  }

  /** @throws ConfigError, or the system's error, when a file cannot be used: no service starts without them. */
  static async open(config: Config, clock: Clock, log: Logger): Promise<HeaderCertificates> {
    demandSecret(config);
    return new HeaderCertificates(config, clock, log, await knownFrom(readFiles(config)));
  }

  /** Whether a request comes from a proxy whose word counts: from its address, with its secret, or both, as the settings demand. */
  isFromProxy({ headers, raw }: FastifyRequest): boolean {
    return this.isProxy(raw.socket.remoteAddress) && this.hasSecret(headers[SECRET_HEADER]);
  }

  /** @returns the certificate, with why it is not accepted; `null`: the proxy names none. @throws Unauthenticated */
  of({ headers }: FastifyRequest): ShownCertificate | null {
    const text = headers[this.header];
    if (text === undefined || text === '') return null;
    const { certificate, verdict } = this.judge(String(text));
    const fault = verdict.fault ?? faultAt(this.clock(), verdict);
    return shownCertificate(certificate, { authority: verdict.authority, fault });
  }

  private hasSecret(sent: unknown): boolean {
    const { CLIENT_CERTIFICATE_SECRET_FILE: file } = this.config;
    if (file === undefined) return true;
    return typeof sent === 'string' && timingSafeEqual(digest(sent), digest(secretIn(file)));
  }

  private judge(text: string): Judged {
    this.refresh();
    const { authorities, judged } = this.known;
    const seen = judged.get(text);
    if (seen) return seen;
    const certificate = certificateIn(text, this.header);
    const found = { certificate, verdict: authorities.judge(certificate) };
    if (judged.size >= LIMIT) judged.delete(judged.keys().next().value!);
    judged.set(text, found);
    return found;
  }

  /** Reads the files again in the background when they have changed. */
  private refresh(): void {
    if (performance.now() - this.lookedAt < INTERVAL) return;
    this.lookedAt = performance.now();
    void this.reread().catch((error: unknown) => {
      const { message: cause } = error as Error;
      this.log.error('The authorities of client certificates cannot be used. The old ones stay.', { cause });
    });
  }

  private async reread(): Promise<void> {
    const files = readFiles(this.config);
    if (JSON.stringify(files) !== this.known.text) this.known = await knownFrom(files);
  }
}

type Files = readonly [authorities: string, lists: readonly string[] | null];

function readFiles({ TLS_CLIENT_AUTHORITIES_FILE, TLS_REVOCATION_LISTS }: Config): Files {
  const lists = TLS_REVOCATION_LISTS?.map((file) => readFileSync(file, 'utf8')) ?? null;
  return [readFileSync(TLS_CLIENT_AUTHORITIES_FILE!, 'utf8'), lists];
}

/** The library that reads them is loaded here, because most services have no use for it, and it takes 15 MB. */
const load = createRequire(__filename);

async function knownFrom(files: Files): Promise<Known> {
  const { Authorities: kind } = load('./authorities') as typeof AuthoritiesModule;
  return { text: JSON.stringify(files), authorities: await kind.read(...files), judged: new Map() };
}

/** A secret that is guessed lets its finder be any caller. */
const LEAST_SECRET = 32;

function demandSecret({ CLIENT_CERTIFICATE_SECRET_FILE: file }: Config): void {
  if (file !== undefined && secretIn(file).length < LEAST_SECRET)
    throw new ConfigError(
      `CLIENT_CERTIFICATE_SECRET_FILE: the secret has fewer than ${LEAST_SECRET} characters`,
    );
}

const secretIn = (file: string): string => readFileSync(file, 'utf8').trim();

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What changes with time is looked at with each request. */
function faultAt(now: number, { chain, listsHoldUntil }: Verdict): CertificateFault | null {
  if (chain.some(({ validTo }) => Date.parse(validTo) < now)) return 'CERT_HAS_EXPIRED';
  if (chain.some(({ validFrom }) => Date.parse(validFrom) > now)) return 'CERT_NOT_YET_VALID';
  return listsHoldUntil < now ? 'CRL_HAS_EXPIRED' : null;
}

/** RFC 9440 has the certificate between colons, in base64; nginx, as PEM with percent signs. @throws Unauthenticated */
function certificateIn(text: string, header: string): X509Certificate {
  try {
    if (header !== 'client-cert') return new X509Certificate(decodeURIComponent(text));
    const [, base64] = /^:([A-Za-z0-9+/]+=*):$/.exec(text.trim()) ?? [];
    return new X509Certificate(Buffer.from(base64!, 'base64'));
  } catch {
    throw new Unauthenticated('The header with the client certificate cannot be read.');
  }
}
