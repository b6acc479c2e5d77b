import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, ExtendedKeyUsage, id_ce_extKeyUsage, id_kp_timeStamping } from '@peculiar/asn1-x509';
import { InvalidTimeStamp } from './invalid-time-stamp';

const DEEPEST = 6;
const MOST_CERTIFICATES = 20;

/** The certificates in a text. @throws InvalidTimeStamp when there is none, or one cannot be read. */
export function certificatesIn(pem: string): readonly X509Certificate[] {
  const texts = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (texts.length === 0) throw new InvalidTimeStamp('No certificate of an authority is given.');
  try {
    return texts.map((text) => new X509Certificate(text));
  } catch (cause) {
    throw new InvalidTimeStamp('A certificate of an authority cannot be read.', { cause });
  }
}

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
export function demandWay(certificate: X509Certificate, { authorities, sentAlong, at }: Way): void {
  const trusted = new Set(authorities.map(({ fingerprint256 }) => fingerprint256));
  const between = sentAlong.slice(0, MOST_CERTIFICATES).filter(({ ca }) => ca);
  const leads = (from: X509Certificate, depth: number): boolean => {
    if (!isValidAt(from, at) || depth > DEEPEST) return false;
    if (trusted.has(from.fingerprint256)) return true;
    const issuers = [...authorities, ...between].filter((one) => one !== from && isIssuedBy(from, one));
    return issuers.some((issuer) => leads(issuer, depth + 1));
  };
  if (leads(certificate, 0)) return;
  throw new InvalidTimeStamp(
    'The certificate that signed it does not lead to a given authority by certificates that were valid then.',
  );
}

const isValidAt = ({ validFrom, validTo }: X509Certificate, at: number): boolean =>
  Date.parse(validFrom) <= at && at <= Date.parse(validTo);

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
