import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { AsnConvert, AsnProp, AsnPropTypes, AsnType, AsnTypeTypes, OctetString } from '@peculiar/asn1-schema';
import { Extensions, type Certificate } from '@peculiar/asn1-x509';
import * as x509 from '@peculiar/x509';

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** An extension that says of itself that it is not critical. */
@AsnType({ type: AsnTypeTypes.Sequence })
class ExplicitExtension {
  @AsnProp({ type: AsnPropTypes.ObjectIdentifier })
  extnID = '';

  @AsnProp({ type: AsnPropTypes.Boolean })
  critical = false;

  @AsnProp({ type: OctetString })
  extnValue = new OctetString();
}

/** The same certificate, of which each extension says whether it is critical, signed with a key of P-256. */
export async function signedExplicitly(
  certificate: Certificate,
  key: webcrypto.CryptoKey,
): Promise<Certificate> {
  const { tbsCertificate } = certificate;
  const explicit = [...(tbsCertificate.extensions ?? [])].map((extension) =>
    Object.assign(new ExplicitExtension(), extension),
  );
  tbsCertificate.extensions = new Extensions(explicit);
  const signed = await webcrypto.subtle.sign(ecdsa, key, AsnConvert.serialize(tbsCertificate));
  certificate.signatureValue = new x509.AsnEcSignatureFormatter().toAsnSignature(ecdsa, signed)!;
  return certificate;
}
