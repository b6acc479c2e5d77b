import type { X509Certificate } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as AuthoritiesModule from './authorities';
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

/** The library that reads them is loaded here, because most services have no use for it, and it takes 15 MB. */
const load = createRequire(__filename);

/** Judges client certificates by authorities and their revocation lists, by every way to a root. */
export class JudgedCertificates {
  private readonly trusted = new MostOfEach<Judged>(TRUSTED, CHAINS);
  /** By themselves, because anybody can make as many as they like. */
  private readonly untrusted = new MostRecent<Judged>(UNTRUSTED);

  private constructor(private readonly authorities: Authorities) {}

  /** @param lists `null`: revocation is not looked at. @throws what the parsers throw. */
  static async by(authorities: string, lists: readonly string[] | null): Promise<JudgedCertificates> {
    const { Authorities: kind } = load('./authorities') as typeof AuthoritiesModule;
    return new JudgedCertificates(await kind.read(authorities, lists));
  }

  /**
   * @param key what stands for the certificate and its chain, and for how they came. @param read is called when they are not known yet.
   * @throws Unauthenticated
   */
  async of(key: string, read: () => SentCertificate): Promise<Judged> {
    return this.trusted.get(key) ?? this.untrusted.get(key) ?? (await this.judge(key, read()));
  }

  private async judge(key: string, { certificate, chain }: SentCertificate): Promise<Judged> {
    const found = await judgedBy(this.authorities, certificate, chain);
    if (found[0].verdict.fault === 'UNTRUSTED') this.untrusted.set(key, found);
    else this.trusted.set(certificate.fingerprint256, key, found);
    return found;
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
