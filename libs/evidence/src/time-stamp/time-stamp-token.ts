import { createHash, X509Certificate } from 'node:crypto';
import { Attribute, ContentInfo, id_signedData, type SignerInfo } from '@peculiar/asn1-cms';
import { AsnArray, AsnConvert, AsnType, AsnTypeTypes, OctetString } from '@peculiar/asn1-schema';
import { id_ct_tstInfo, TSTInfo } from '@peculiar/asn1-tsp';
import { hashes, isSignedBy, SHA_256 } from './algorithms';
import { certificatesIn } from './given-authorities';
import { InvalidTimeStamp, type TimeStamp, type TimeStampTrust } from './invalid-time-stamp';
import { SignedDataAsItCame } from './signed-data';
import { namedCertificate } from './signing-certificate';
import { demandForTimeStamping, demandWay } from './way-to-authority';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';

/** What a time stamp is held against. */
export interface Stamped extends TimeStampTrust {
  readonly data: string | Uint8Array;
  /** The only policy that is accepted; absent: any. */
  readonly policy?: string;
  /** The number that was sent with the request; absent when it is not known any more. */
  readonly nonce?: Uint8Array;
}

/**
 * What a time stamp (RFC 3161) proves of some data.
 * @throws InvalidTimeStamp when it is of other data, or not signed by somebody whom a given authority lets stamp times.
 */
export function readTimeStamp(token: Uint8Array, stamped: Stamped): TimeStamp {
  try {
    return verified(token, stamped);
  } catch (error) {
    if (error instanceof InvalidTimeStamp) throw error;
    throw new InvalidTimeStamp('It cannot be read as a time stamp.', { cause: error });
  }
}

function verified(token: Uint8Array, stamped: Stamped): TimeStamp {
  const signed = signedDataIn(token);
  const content = contentOf(signed);
  const info = AsnConvert.parse(content, TSTInfo);
  demandOf(info, stamped);
  const sentAlong = certificatesOf(signed);
  const signer = verifySignature(signed, content, sentAlong);
  demandForTimeStamping(signer);
  const at = info.genTime.getTime();
  demandWay(signer, { authorities: certificatesIn(stamped.authorities), sentAlong, at });
  return {
    time: info.genTime.toISOString(),
    policy: info.policy,
    signer: signer.subject.replaceAll('\n', ', '),
  };
}

function signedDataIn(token: Uint8Array): SignedDataAsItCame {
  const { contentType, content } = AsnConvert.parse(token, ContentInfo);
  if (contentType !== id_signedData) throw new InvalidTimeStamp('It is not signed.');
  return AsnConvert.parse(content, SignedDataAsItCame);
}

function contentOf({ encapContentInfo: { eContentType, eContent } }: SignedDataAsItCame): Buffer {
  if (eContentType !== id_ct_tstInfo || !eContent?.single)
    throw new InvalidTimeStamp('What is signed is no time stamp.');
  return Buffer.from(eContent.single.buffer);
}

/** @throws InvalidTimeStamp when it is of other data, by another policy, or the answer to another request. */
function demandOf({ messageImprint, policy, nonce }: TSTInfo, stamped: Stamped): void {
  const digest = createHash('sha256').update(stamped.data).digest();
  const isOfData =
    messageImprint.hashAlgorithm.algorithm === SHA_256 &&
    digest.equals(Buffer.from(messageImprint.hashedMessage.buffer));
  if (!isOfData) throw new InvalidTimeStamp('It is of other data.');
  if (stamped.policy !== undefined && stamped.policy !== policy)
    throw new InvalidTimeStamp(`It was issued by the policy ${policy}, and ${stamped.policy} is asked for.`);
  if (stamped.nonce && !(nonce && Buffer.from(nonce).equals(stamped.nonce)))
    throw new InvalidTimeStamp('It answers another request.');
}

/** A certificate is a sequence; the other kinds that may stand there are tagged (RFC 5652, 10.2.2). */
const SEQUENCE = 0x30;

const certificatesOf = ({ certificates = [] }: SignedDataAsItCame): readonly X509Certificate[] =>
  [...certificates]
    .map((certificate) => Buffer.from(certificate))
    .filter(([tag]) => tag === SEQUENCE)
    .map((der) => new X509Certificate(der));

/** @returns the certificate whose key has signed it. @throws InvalidTimeStamp */
function verifySignature(
  { signerInfos }: SignedDataAsItCame,
  content: Buffer,
  certificates: readonly X509Certificate[],
): X509Certificate {
  const [signer, ...others] = [...signerInfos];
  if (!signer || others.length > 0) throw new InvalidTimeStamp('It has not exactly one signature.');
  const hash = hashes[signer.digestAlgorithm.algorithm];
  if (hash === undefined) throw new InvalidTimeStamp('It is signed with a hash that is not accepted.');
  demandSignedContent(signer, createHash(hash).update(content).digest());
  const certificate = namedCertificate(certificates, (attribute) => valueOf(signer, attribute));
  const signed = {
    algorithm: signer.signatureAlgorithm.algorithm,
    hash,
    data: signedBytes(signer),
    signature: Buffer.from(signer.signature.buffer),
  };
  if (isSignedBy(signed, certificate.publicKey)) return certificate;
  throw new InvalidTimeStamp('Its signature is wrong.');
}

/** The only value of a signed attribute that is there once. */
function valueOf({ signedAttrs = [] }: SignerInfo, attribute: string): ArrayBuffer | undefined {
  const [found, ...others] = signedAttrs.filter(({ attrType }) => attrType === attribute);
  return others.length === 0 && found?.attrValues.length === 1 ? found.attrValues[0] : undefined;
}

/** @throws InvalidTimeStamp */
function demandSignedContent(signer: SignerInfo, digest: Buffer): void {
  const [type, message] = [valueOf(signer, CONTENT_TYPE), valueOf(signer, MESSAGE_DIGEST)];
  const isOfType = type !== undefined && AsnConvert.toString(type).includes(id_ct_tstInfo);
  const isOfContent =
    message !== undefined && digest.equals(Buffer.from(AsnConvert.parse(message, OctetString).buffer));
  if (!isOfType || !isOfContent) throw new InvalidTimeStamp('Its signature is over something else.');
}

@AsnType({ type: AsnTypeTypes.Set, itemType: Attribute })
class SetOfAttributes extends AsnArray<Attribute> {}

/** Attributes are signed as a set of their own, in the order of DER, however they are stored (RFC 5652, 5.4). */
function signedBytes({ signedAttrs = [] }: SignerInfo): Buffer {
  const inOrder = signedAttrs
    .map((attribute) => ({ attribute, der: Buffer.from(AsnConvert.serialize(attribute)) }))
    .sort((one, other) => Buffer.compare(one.der, other.der));
  return Buffer.from(AsnConvert.serialize(new SetOfAttributes(inOrder.map(({ attribute }) => attribute))));
}
