import { X509Certificate } from 'node:crypto';
import { InvalidTimeStamp } from './invalid-time-stamp';

/** The certificates of authorities in a text. @throws InvalidTimeStamp when there is none, or one cannot be read. */
export function certificatesIn(pem: string): readonly X509Certificate[] {
  const texts = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const begun = pem.split('-----BEGIN CERTIFICATE-----').length - 1;
  if (begun === 0) throw new InvalidTimeStamp('No certificate of an authority is given.');
  if (begun !== texts.length) throw new InvalidTimeStamp('It holds a certificate that is not whole.');
  try {
    return texts.map((text) => new X509Certificate(text));
  } catch (cause) {
    throw new InvalidTimeStamp('A certificate of an authority cannot be read.', { cause });
  }
}
