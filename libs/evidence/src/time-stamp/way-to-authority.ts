import type { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, ExtendedKeyUsage, id_ce_extKeyUsage, id_kp_timeStamping } from '@peculiar/asn1-x509';
import { InvalidTimeStamp } from './invalid-time-stamp';

const DEEPEST = 6;
const MOST_CERTIFICATES = 20;
/** The most signatures that are verified to find a way. */
const MOST_STEPS = 200;

/** A certificate that is for time stamping and for nothing else (RFC 3161, 2.3). @throws InvalidTimeStamp */
export function demandForTimeStamping({ raw }: X509Certificate): void {
  const { extensions = [] } = AsnConvert.parse(raw, Certificate).tbsCertificate;
  const usage = extensions.find(({ extnID }) => extnID === id_ce_extKeyUsage);
  const named = usage ? [...AsnConvert.parse(usage.extnValue, ExtendedKeyUsage)] : [];
  if (usage?.critical !== true || named.length !== 1 || named[0] !== id_kp_timeStamping)
    throw new InvalidTimeStamp('The certificate that signed it is not for time stamping alone.');
}

export interface Way {
  readonly authorities: readonly X509Certificate[];
  /** What came with the time stamp, of which nothing is believed. */
  readonly sentAlong: readonly X509Certificate[];
  /** When each certificate has to be valid, in milliseconds since 1970. */
  readonly at: number;
}

/** @throws InvalidTimeStamp when a certificate does not lead to an authority, by certificates that were valid then. */
export function demandWay(certificate: X509Certificate, way: Way): void {
  if (new Search(way).leads(certificate)) return;
  throw new InvalidTimeStamp(
    'The certificate that signed it does not lead to a given authority by certificates that were valid then.',
  );
}

/**
 * Goes from a certificate to all that have issued it, and from those on. It comes to each once, and gives up after so many steps: what
 * came with a time stamp may be certificates that have all issued each other, which have more ways than can be walked.
 */
class Search {
  private readonly trusted: ReadonlySet<string>;
  private readonly issuers: readonly X509Certificate[];
  private readonly seen = new Set<string>();
  private left = MOST_STEPS;

  constructor(private readonly way: Way) {
    this.trusted = new Set(way.authorities.map(({ fingerprint256 }) => fingerprint256));
    this.issuers = [...way.authorities, ...way.sentAlong.slice(0, MOST_CERTIFICATES).filter(({ ca }) => ca)];
  }

  leads(certificate: X509Certificate): boolean {
    let reached = [certificate];
    for (let depth = 0; depth <= DEEPEST && reached.length > 0; depth += 1) {
      const valid = reached.filter((one) => isValidAt(one, this.way.at));
      if (valid.some(({ fingerprint256 }) => this.trusted.has(fingerprint256))) return true;
      reached = valid.flatMap((one) => this.newIssuersOf(one));
    }
    return false;
  }

  private newIssuersOf(certificate: X509Certificate): X509Certificate[] {
    this.seen.add(certificate.fingerprint256);
    return this.issuers.filter((issuer) => {
      const isNew = !this.seen.has(issuer.fingerprint256) && this.hasIssued(issuer, certificate);
      if (isNew) this.seen.add(issuer.fingerprint256);
      return isNew;
    });
  }

  private hasIssued(issuer: X509Certificate, certificate: X509Certificate): boolean {
    if (!issuer.ca || !certificate.checkIssued(issuer) || this.left <= 0) return false;
    this.left -= 1;
    return certificate.verify(issuer.publicKey);
  }
}

const isValidAt = ({ validFrom, validTo }: X509Certificate, at: number): boolean =>
  Date.parse(validFrom) <= at && at <= Date.parse(validTo);
