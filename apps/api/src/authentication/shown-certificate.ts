import type { X509Certificate } from 'node:crypto';
import type { PresentedCertificate } from '#callers';

/** What is known of a certificate that proves a caller. */
export interface ShownCertificate extends PresentedCertificate {
  /** Why it is not accepted, as TLS names it; `null`: it is. */
  readonly fault: string | null;
  /** Of further certificates of the authority that issued it, by which it is accepted too: an old and a renewed one, for example. */
  readonly otherAuthorities: readonly string[];
  readonly subject: string;
  /** In milliseconds since 1970. */
  readonly validTo: number;
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
