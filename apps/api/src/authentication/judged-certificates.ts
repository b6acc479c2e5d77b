import type { X509Certificate } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Config, Logger } from '#platform';
import type * as AuthoritiesModule from './authorities';
import { digestOf, readFiles, type AuthorityFiles } from './authority-files';
import type { Authorities, CertificateFault, Verdict } from './authorities';
import { MostOfEach } from './most-of-each';
import { MostRecent } from './most-recent';
import { shownCertificate, type ShownCertificate } from './shown-certificate';
import { Unauthenticated } from './unauthenticated';

/** The most certificates that are remembered with what was found out about them: those of trusted authorities, and all others. */
const TRUSTED = 1_000;
const UNTRUSTED = 1_000;

/** With how many chains one of them is remembered: what a client sends along is its own choice. */
const CHAINS = 4;

/** How often the files are looked at, in milliseconds. */
const INTERVAL = 2_000;

/** A certificate, and what came with it, of which nothing is believed. */
export interface SentCertificate {
  readonly certificate: X509Certificate;
  readonly chain: readonly X509Certificate[];
}

/** What was found out about a certificate by one way to a root, so that a request with it costs no more than to look it up. */
interface JudgedWay {
  readonly shown: ShownCertificate;
  readonly verdict: Verdict;
}

/** By all of them. */
export type Judged = readonly [JudgedWay, ...JudgedWay[]];

/** What is known as long as the files are the same. */
interface Known {
  readonly authorities: Authorities;
  readonly trusted: MostOfEach<Judged>;
  /** By themselves, because anybody can make as many as they like. */
  readonly untrusted: MostRecent<Judged>;
}

/** Judges client certificates by the authorities and revocation lists in the files of the settings, by every way to a root. */
export class JudgedCertificates {
  private lookedAt = performance.now();
  /** The reading of the files that goes on now; `null`: none does. */
  private reading: Promise<void> | null = null;

  /** What was wrong with the files last; empty: nothing. */
  private warned = '';
  /** `null`: the files cannot be read here, and Node alone judges. */
  private known: Known | null = null;
  /** Of the files that were read last, used or not. */
  private text = '';

  private constructor(
    private readonly config: Config,
    private readonly log: Logger,
  ) {}

  /**
   * Files that cannot be read here keep a service from starting only where certificates come in a header, which nothing else judges.
   * @throws the system's error, or that of a parser, then.
   */
  static async open(config: Config, log: Logger): Promise<JudgedCertificates> {
    const opened = new JudgedCertificates(config, log);
    try {
      await opened.reread();
    } catch (error) {
      if (opened.isAlone) throw error;
      opened.warn(error);
    }
    return opened;
  }

  /** Whether nothing else judges certificates: those of headers Node does not see. */
  private get isAlone(): boolean {
    return this.config.CLIENT_CERTIFICATE_HEADER !== undefined;
  }

  /**
   * @param key what stands for the certificate and its chain, and for how they came. @param read is called when they are not known yet.
   * @returns `null`: they cannot be judged here. @throws Unauthenticated
   */
  async of(key: string, read: () => SentCertificate): Promise<Judged | null> {
    await this.refresh();
    const { known } = this;
    if (known === null) return null;
    return known.trusted.get(key) ?? known.untrusted.get(key) ?? (await this.judge(known, key, read()));
  }

  private async judge(
    { authorities, trusted, untrusted }: Known,
    key: string,
    { certificate, chain }: SentCertificate,
  ): Promise<Judged> {
    const found = await judgedBy(authorities, certificate, chain);
    if (found[0].verdict.fault === 'UNTRUSTED') untrusted.set(key, found);
    else trusted.set(certificate.fingerprint256, key, found);
    return found;
  }

  /**
   * Reads the files again when they have not been looked at for a while. All requests wait for one and the same reading: none is judged
   * by what was known before a quiet time, and no older files come last.
   */
  private async refresh(): Promise<void> {
    if (this.reading === null && performance.now() - this.lookedAt >= INTERVAL) {
      this.lookedAt = performance.now();
      this.reading = this.readAgain();
    }
    await this.reading;
  }

  private async readAgain(): Promise<void> {
    try {
      await this.reread();
    } catch (error) {
      if (!this.isAlone) this.known = null;
      this.warn(error);
    }
    this.reading = null;
  }

  /** The same fault once. */
  private warn(error: unknown): void {
    const { message: cause } = error as Error;
    const what = this.isAlone ? 'The old ones stay.' : 'TLS alone judges.';
    if (cause !== this.warned)
      this.log.error(`The authorities of client certificates cannot be used. ${what}`, { cause });
    this.warned = cause;
  }

  /** Files that could not be used are not parsed again before they change. */
  private async reread(): Promise<void> {
    const before = this.text;
    this.text = '';
    const files = await readFiles(this.config);
    this.text = digestOf(files);
    if (this.text === before) return;
    this.known = await knownFrom(files);
    this.warned = '';
  }
}

/** A certificate is read part by part, and what a client sends may be broken in any. @throws Unauthenticated */
async function judgedBy(
  authorities: Authorities,
  certificate: X509Certificate,
  chain: readonly X509Certificate[],
): Promise<Judged> {
  try {
    const [first, ...others] = await authorities.judge(certificate, chain);
    const ofWay = (verdict: Verdict): JudgedWay => ({
      shown: shownCertificate(certificate, verdict),
      verdict,
    });
    return [ofWay(first), ...others.map(ofWay)];
  } catch {
    throw new Unauthenticated('The client certificate or its chain cannot be read.');
  }
}

/** The library that reads them is loaded here, because most services have no use for it, and it takes 15 MB. */
const load = createRequire(__filename);

async function knownFrom(files: AuthorityFiles): Promise<Known> {
  const { Authorities: kind } = load('./authorities') as typeof AuthoritiesModule;
  return {
    authorities: await kind.read(...files),
    trusted: new MostOfEach(TRUSTED, CHAINS),
    untrusted: new MostRecent(UNTRUSTED),
  };
}

/** By the first of the good ways, with the authorities of all of them; where none is good, by the first. */
export function shownAt(now: number, judged: Judged): ShownCertificate {
  const [first, ...others] = judged.filter(({ verdict }) => faultAt(now, verdict) === null);
  if (!first) return { ...judged[0].shown, fault: faultAt(now, judged[0].verdict) };
  if (others.length === 0) return first.shown;
  return { ...first.shown, otherAuthorities: others.map(({ shown }) => shown.authority) };
}

/** What changes with time is looked at with each request. */
function faultAt(
  now: number,
  { fault, validFrom, validTo, listsHoldFrom, listsHoldUntil }: Verdict,
): CertificateFault | null {
  if (fault !== null) return fault;
  if (validTo < now) return 'CERT_HAS_EXPIRED';
  if (validFrom > now) return 'CERT_NOT_YET_VALID';
  if (listsHoldFrom > now) return 'CRL_NOT_YET_VALID';
  return listsHoldUntil < now ? 'CRL_HAS_EXPIRED' : null;
}
