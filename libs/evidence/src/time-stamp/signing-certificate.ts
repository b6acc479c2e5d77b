import { createHash } from 'node:crypto';
import { AsnConvert, AsnProp, AsnPropTypes, AsnType, AsnTypeTypes, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { hashes, SHA_256 } from './algorithms';
import { InvalidTimeStamp } from './invalid-time-stamp';

/** The attributes that say which certificate has signed (RFC 2634 and 5035): the first by SHA-1. */
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

@AsnType({ type: AsnTypeTypes.Sequence })
class CertificateId {
  @AsnProp({ type: OctetString })
  hash = new OctetString();

  @AsnProp({ type: AsnPropTypes.Any, optional: true })
  issuerSerial?: ArrayBuffer;
}

@AsnType({ type: AsnTypeTypes.Sequence })
class CertificateIdV2 {
  @AsnProp({ type: AlgorithmIdentifier, optional: true })
  algorithm?: AlgorithmIdentifier;

  @AsnProp({ type: OctetString })
  hash = new OctetString();

  @AsnProp({ type: AsnPropTypes.Any, optional: true })
  issuerSerial?: ArrayBuffer;
}

@AsnType({ type: AsnTypeTypes.Sequence })
class SigningCertificate {
  @AsnProp({ type: CertificateId, repeated: 'sequence' })
  certificates: CertificateId[] = [];

  @AsnProp({ type: AsnPropTypes.Any, optional: true })
  policies?: ArrayBuffer;
}

@AsnType({ type: AsnTypeTypes.Sequence })
class SigningCertificateV2 {
  @AsnProp({ type: CertificateIdV2, repeated: 'sequence' })
  certificates: CertificateIdV2[] = [];

  @AsnProp({ type: AsnPropTypes.Any, optional: true })
  policies?: ArrayBuffer;
}

/**
 * The certificate that the signature itself names, so that nobody can put another one with the same key in its place.
 * @param valueOf the only value of a signed attribute. @throws InvalidTimeStamp
 */
export function namedCertificate<Raw extends { readonly raw: Uint8Array }>(
  certificates: readonly Raw[],
  valueOf: (attribute: string) => ArrayBuffer | undefined,
): Raw {
  const { algorithm, hash } = nameIn(valueOf);
  const digest = Buffer.from(hash.buffer);
  const named = certificates.find(({ raw }) => createHash(algorithm).update(raw).digest().equals(digest));
  if (named) return named;
  throw new InvalidTimeStamp('The certificate that it names as its signer is not in it.');
}

function nameIn(valueOf: (attribute: string) => ArrayBuffer | undefined): CertificateName {
  const [second, first] = [valueOf(SIGNING_CERTIFICATE_V2), valueOf(SIGNING_CERTIFICATE)];
  const name = second ? nameInV2(second) : first && nameInV1(first);
  if (name) return name;
  throw new InvalidTimeStamp('It does not say which certificate has signed it.');
}

interface CertificateName {
  readonly algorithm: string;
  readonly hash: OctetString;
}

function nameInV2(value: ArrayBuffer): CertificateName | undefined {
  const [id] = AsnConvert.parse(value, SigningCertificateV2).certificates;
  const algorithm = hashes[id?.algorithm?.algorithm ?? SHA_256];
  return id && algorithm !== undefined ? { algorithm, hash: id.hash } : undefined;
}

function nameInV1(value: ArrayBuffer): CertificateName | undefined {
  const [id] = AsnConvert.parse(value, SigningCertificate).certificates;
  return id && { algorithm: 'sha1', hash: id.hash };
}
