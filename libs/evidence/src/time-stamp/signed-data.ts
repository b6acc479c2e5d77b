import {
  CMSVersion,
  DigestAlgorithmIdentifiers,
  EncapsulatedContentInfo,
  RevocationInfoChoices,
  SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnArray, AsnProp, AsnPropTypes, AsnType, AsnTypeTypes } from '@peculiar/asn1-schema';

@AsnType({ type: AsnTypeTypes.Set, itemType: AsnPropTypes.Any })
class CertificatesAsTheyCame extends AsnArray<ArrayBuffer> {}

/**
 * Signed data (RFC 5652) with the bytes of its certificates as they came: a certificate that is read and written again may be another,
 * to which neither its own signature nor the name in the time stamp fits.
 */
@AsnType({ type: AsnTypeTypes.Sequence })
export class SignedDataAsItCame {
  @AsnProp({ type: AsnPropTypes.Integer })
  version = CMSVersion.v0;

  @AsnProp({ type: DigestAlgorithmIdentifiers })
  digestAlgorithms = new DigestAlgorithmIdentifiers();

  @AsnProp({ type: EncapsulatedContentInfo })
  encapContentInfo = new EncapsulatedContentInfo();

  @AsnProp({ type: CertificatesAsTheyCame, context: 0, implicit: true, optional: true })
  certificates?: CertificatesAsTheyCame;

  @AsnProp({ type: RevocationInfoChoices, context: 1, implicit: true, optional: true })
  crls?: RevocationInfoChoices;

  @AsnProp({ type: SignerInfos })
  signerInfos = new SignerInfos();
}
