import 'reflect-metadata';
import { KeyObject, sign, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto);

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;

/** What makes a certificate another than a good one of a caller. */
export interface Differences {
  readonly from?: Date;
  readonly to?: Date;
  /** The OID of what it is for. */
  readonly usage?: string;
  readonly host?: string;
  /** In hexadecimal digits. */
  readonly number?: string;
  /** One that cannot be read is added. */
  readonly hasBadExtension?: boolean;
}

/** What makes a subordinate authority another than a good one. */
export interface Subordination {
  readonly from?: Date;
  readonly to?: Date;
  /** How many authorities may be below it. */
  readonly pathLength?: number;
  /** False: the certificate is that of nobody who may issue others. */
  readonly isAuthority?: boolean;
  /** False: its key may not sign revocation lists. */
  readonly signsLists?: boolean;
  /** Further extensions of its certificate. */
  readonly more?: readonly x509.Extension[];
}

/** A certificate with its private key, both PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
  /** In hexadecimal digits. */
  readonly number: string;
  /** SHA-256 of the certificate, in hexadecimal digits. */
  readonly thumbprint: string;
}

/** Of the keys of an authority that are not of the kind that all others have. */
export const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

type KindOfKeys = typeof algorithm | typeof rsa;

const newKeys = (kind: KindOfKeys = algorithm) =>
  webcrypto.subtle.generateKey(kind, true, ['sign', 'verify']);
const badExtensions = ({ hasBadExtension }: Differences): x509.Extension[] =>
  hasBadExtension ? [new x509.Extension('2.5.29.15', false, Buffer.from('bad'))] : [];

let issued = 0;

/** An authority that exists for one test. */
export class TestAuthority {
  private constructor(
    private readonly keys: webcrypto.CryptoKeyPair,
    private readonly own: x509.X509Certificate,
    private readonly kind: KindOfKeys = algorithm,
  ) {}

  static async create(name: string, kind: KindOfKeys = algorithm): Promise<TestAuthority> {
    const keys = await newKeys(kind);
    const own = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: '01',
      name: `CN=${name}`,
      notBefore: new Date(Date.now() - DAY),
      notAfter: new Date(Date.now() + DAY),
      signingAlgorithm: kind,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      ],
    });
    return new TestAuthority(keys, own, kind);
  }

  /** An authority that this one vouches for. */
  async subordinate(name: string, how: Subordination = {}): Promise<TestAuthority> {
    return this.vouchFor(name, await newKeys(), how);
  }

  /** The same authority with another certificate, as when the one that it has runs out. */
  async renewed(authority: TestAuthority, how: Subordination = {}): Promise<TestAuthority> {
    return this.vouchFor(authority.own.subject.replace('CN=', ''), authority.keys, how);
  }

  private async vouchFor(
    name: string,
    keys: webcrypto.CryptoKeyPair,
    how: Subordination,
  ): Promise<TestAuthority> {
    issued += 1;
    const { from = new Date(Date.now() - DAY), to = new Date(Date.now() + DAY), isAuthority = true } = how;
    const { keyCertSign, cRLSign } = x509.KeyUsageFlags;
    const usages = how.signsLists === false ? keyCertSign : keyCertSign | cRLSign;
    const own = await x509.X509CertificateGenerator.create({
      serialNumber: (0x1000 + issued).toString(16),
      subject: `CN=${name}`,
      issuer: this.own.subject,
      notBefore: from,
      notAfter: to,
      signingAlgorithm: this.kind,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      extensions: isAuthority
        ? [
            new x509.BasicConstraintsExtension(true, how.pathLength, true),
            new x509.KeyUsagesExtension(usages, true),
            ...(how.more ?? []),
          ]
        : [],
    });
    return new TestAuthority(keys, own);
  }

  /** As a certificate that can be revoked. */
  get number(): string {
    return this.own.serialNumber;
  }

  get cert(): string {
    return this.own.toString('pem');
  }

  async thumbprint(): Promise<string> {
    return Buffer.from(await this.own.getThumbprint('SHA-256')).toString('hex');
  }

  /** @param subject such as `CN=a, 2.5.4.5=SE1-A`. */
  async issue(subject: string, differences: Differences = {}): Promise<Identity> {
    const { from = new Date(Date.now() - DAY), to = new Date(Date.now() + DAY), host } = differences;
    const { usage = host ? '1.3.6.1.5.5.7.3.1' : '1.3.6.1.5.5.7.3.2' } = differences;
    const keys = await newKeys();
    issued += 1;
    const { number = (0x1000 + issued).toString(16) } = differences;
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: number,
      subject,
      issuer: this.own.subject,
      notBefore: from,
      notAfter: to,
      signingAlgorithm: this.kind,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      extensions: [
        new x509.ExtendedKeyUsageExtension([usage]),
        ...badExtensions(differences),
        ...(host ? [new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: host }])] : []),
      ],
    });
    const der = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
    return {
      cert: certificate.toString('pem'),
      key: x509.PemConverter.encode(der, 'PRIVATE KEY'),
      number,
      thumbprint: Buffer.from(await certificate.getThumbprint('SHA-256')).toString('hex'),
    };
  }

  /** A list of what is revoked, which holds for an hour. */
  async revocationList(...revoked: readonly Pick<Identity, 'number'>[]): Promise<string> {
    return this.revocationListOf(new Date(Date.now() - 3_600_000), revoked);
  }

  async revocationListOf(
    thisUpdate: Date,
    revoked: readonly Pick<Identity, 'number'>[] = [],
  ): Promise<string> {
    const list = await x509.X509CrlGenerator.create({
      issuer: this.own.subject,
      thisUpdate,
      nextUpdate: new Date(Date.now() + 3_600_000),
      entries: revoked.map(({ number }) => ({
        serialNumber: number,
        revocationDate: new Date(Date.now() - 60_000),
      })),
      signingAlgorithm: this.kind,
      signingKey: this.keys.privateKey,
    });
    return x509.PemConverter.encode(list.rawData, 'X509 CRL');
  }

  /** One with as many entries: the library would take minutes to make it. */
  longRevocationList(numbers: readonly string[]): string {
    const time = (at: number): Buffer =>
      der(0x17, Buffer.from(`${new Date(at).toISOString().replaceAll(/^..|[-T:]|\.\d+/g, '')}`));
    const [before, after] = [time(Date.now() - 3_600_000), time(Date.now() + 3_600_000)];
    const entries = numbers.map((number) => der(0x30, der(0x02, Buffer.from(number, 'hex')), before));
    const kind = Buffer.from('300a06082a8648ce3d040302', 'hex');
    const issuer = Buffer.from(this.own.subjectName.toArrayBuffer());
    const version = der(0x02, Buffer.from([1]));
    const signed = der(0x30, version, kind, issuer, before, after, der(0x30, ...entries));
    const signature = sign('sha256', signed, KeyObject.from(this.keys.privateKey));
    const list = der(0x30, signed, kind, der(0x03, Buffer.from([0]), signature));
    return x509.PemConverter.encode(list, 'X509 CRL');
  }
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const digits = content.length.toString(16);
  const length = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content]);
}
