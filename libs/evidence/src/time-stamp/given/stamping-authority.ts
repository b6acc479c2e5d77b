import 'reflect-metadata';
import { createHash, webcrypto } from 'node:crypto';
import * as cms from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import * as tsp from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import * as x509 from '@peculiar/x509';
import { SHA_256 } from '../algorithms';
import { timeStampRequest, tokenIn } from '../time-stamp-request';
import { signedExplicitly } from './explicit-certificate';

x509.cryptoProvider.set(webcrypto);

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const ECDSA_WITH_SHA_256 = '1.2.840.10045.4.3.2';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const YEAR = 365 * 86_400_000;

export const POLICY = '1.2.3.4.1';

/** What makes a time stamp another than a good one. */
export interface Flaws {
  /** What its certificate is for. */
  readonly usages?: readonly string[];
  readonly isUsageCritical?: boolean;
  readonly validTo?: Date;
  readonly policy?: string;
  readonly time?: Date;
  readonly hasNonce?: boolean;
  /** The certificate that the signature names is another. */
  readonly namesAnother?: boolean;
  /** The signature is over other attributes. */
  readonly isForged?: boolean;
  readonly status?: tsp.PKIStatus;
  /** What it says beside its status. */
  readonly words?: readonly string[];
  readonly failInfo?: tsp.PKIFailureInfoFlags;
  /** An extension of its certificate says explicitly that it is not critical, which DER leaves out. */
  readonly isExplicit?: boolean;
}

const sha256 = (data: Uint8Array): Buffer => createHash('sha256').update(data).digest();
const newKeys = () => webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
const attribute = (attrType: string, value: ArrayBuffer) =>
  new cms.Attribute({ attrType, attrValues: [value] });
/** An element of DER with less than 128 bytes. */
const element = (tag: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([tag, content.length]), content]);
const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** An authority that stamps times, in this process. */
export class StampingAuthority {
  private constructor(
    private readonly root: webcrypto.CryptoKeyPair,
    private readonly own: x509.X509Certificate,
  ) {}

  static async create(name = 'Root of times'): Promise<StampingAuthority> {
    const keys = await newKeys();
    const own = await x509.X509CertificateGenerator.createSelfSigned({
      name: `CN=${name}`,
      notBefore: new Date('2020-01-01'),
      notAfter: new Date('2099-01-01'),
      signingAlgorithm: ecdsa,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      ],
    });
    return new StampingAuthority(keys, own);
  }

  /** Its certificate. */
  get pem(): string {
    return this.own.toString('pem');
  }

  /** Answers a request. */
  async answer(request: Uint8Array, flaws: Flaws = {}): Promise<Buffer> {
    const { messageImprint, nonce } = AsnConvert.parse(request, tsp.TimeStampReq);
    const info = new tsp.TSTInfo({
      ...{ policy: flaws.policy ?? POLICY, messageImprint, serialNumber: bufferOf(Buffer.from([7])) },
      genTime: flaws.time ?? new Date(),
      ...(flaws.hasNonce !== false && nonce && { nonce }),
    });
    const timeStampToken = await this.signed(Buffer.from(AsnConvert.serialize(info)), flaws);
    return Buffer.from(
      AsnConvert.serialize(new tsp.TimeStampResp({ status: statusBy(flaws), timeStampToken })),
    );
  }

  /** A time stamp on some data, in base64. */
  async stamp(data: string, flaws: Flaws = {}): Promise<string> {
    return tokenIn(await this.answer(timeStampRequest(data).der, flaws)).toString('base64');
  }

  private async signed(content: Buffer, flaws: Flaws): Promise<tsp.TimeStampToken> {
    const keys = await newKeys();
    const certificate = await this.certificateFor(keys.publicKey, flaws);
    const signer = await signerOf(content, { keys, certificate, flaws });
    const data = new cms.SignedData({
      version: cms.CMSVersion.v3,
      digestAlgorithms: new cms.DigestAlgorithmIdentifiers([new AlgorithmIdentifier({ algorithm: SHA_256 })]),
      encapContentInfo: new cms.EncapsulatedContentInfo({
        eContentType: tsp.id_ct_tstInfo,
        eContent: new cms.EncapsulatedContent({ single: new OctetString(content) }),
      }),
      certificates: new cms.CertificateSet([new cms.CertificateChoices({ certificate })]),
      signerInfos: new cms.SignerInfos([signer]),
    });
    return new tsp.TimeStampToken({ contentType: cms.id_signedData, content: AsnConvert.serialize(data) });
  }

  private async certificateFor(publicKey: webcrypto.CryptoKey, flaws: Flaws): Promise<Certificate> {
    const { usages = [TIME_STAMPING], isUsageCritical = true, validTo = new Date(Date.now() + YEAR) } = flaws;
    const made = await x509.X509CertificateGenerator.create({
      ...{ serialNumber: '05', subject: 'CN=Times 1', issuer: this.own.subject },
      ...{ notBefore: new Date('2020-01-01'), notAfter: validTo, signingAlgorithm: ecdsa },
      ...{ publicKey, signingKey: this.root.privateKey },
      extensions: [
        new x509.ExtendedKeyUsageExtension([...usages], isUsageCritical),
        ...(flaws.isExplicit ? [await x509.SubjectKeyIdentifierExtension.create(publicKey)] : []),
      ],
    });
    const certificate = AsnConvert.parse(made.rawData, Certificate);
    return flaws.isExplicit ? signedExplicitly(certificate, this.root.privateKey) : certificate;
  }
}

const statusBy = ({ status = tsp.PKIStatus.granted, words, failInfo }: Flaws): tsp.PKIStatusInfo =>
  new tsp.PKIStatusInfo({
    status,
    ...(words && { statusString: new tsp.PKIFreeText([...words]) }),
    ...(failInfo !== undefined && { failInfo: new tsp.PKIFailureInfo(failInfo) }),
  });

interface Signing {
  readonly keys: webcrypto.CryptoKeyPair;
  readonly certificate: Certificate;
  readonly flaws: Flaws;
}

async function signerOf(content: Buffer, { keys, certificate, flaws }: Signing): Promise<cms.SignerInfo> {
  const raw = Buffer.from(AsnConvert.serialize(certificate));
  const id = element(0x04, sha256(flaws.namesAnother ? content : raw));
  const signedAttrs = [
    attribute('1.2.840.113549.1.9.3', bufferOf(Buffer.from('060b2a864886f70d0109100104', 'hex'))),
    attribute('1.2.840.113549.1.9.4', AsnConvert.serialize(new OctetString(sha256(content)))),
    attribute('1.2.840.113549.1.9.16.2.47', bufferOf(element(0x30, element(0x30, element(0x30, id))))),
  ];
  const attributes = signedAttrs.map((one) => Buffer.from(AsnConvert.serialize(one)));
  const toSign = flaws.isForged
    ? content
    : setOf(Buffer.concat(attributes.sort((one, other) => Buffer.compare(one, other))));
  const signature = await webcrypto.subtle.sign(ecdsa, keys.privateKey, toSign);
  return new cms.SignerInfo({
    version: cms.CMSVersion.v1,
    sid: new cms.SignerIdentifier({
      issuerAndSerialNumber: new cms.IssuerAndSerialNumber({
        issuer: certificate.tbsCertificate.issuer,
        serialNumber: certificate.tbsCertificate.serialNumber,
      }),
    }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithm: SHA_256 }),
    signedAttrs,
    signatureAlgorithm: new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA_256 }),
    signature: new OctetString(new x509.AsnEcSignatureFormatter().toAsnSignature(ecdsa, signature)!),
  });
}

/** A set of attributes, of 128 to 255 bytes. */
const setOf = (content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0x31, 0x81, content.length]), content]);
