import { X509Certificate as Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** Why a certificate is not accepted, by the names that TLS has for it. */
export type CertificateFault =
  | 'CERT_HAS_EXPIRED'
  | 'CERT_NOT_YET_VALID'
  | 'CERT_REVOKED'
  | 'CRL_HAS_EXPIRED'
  | 'UNABLE_TO_GET_CRL'
  | 'INVALID_PURPOSE'
  | 'UNTRUSTED';

/** What was found out about a certificate that does not change with time; a fault is final. */
export interface Verdict {
  readonly fault: CertificateFault | null;
  /** SHA-256 of the authority that issued it, as Node writes it; empty: unknown. */
  readonly authority: string;
  /** The certificates from it to the root, itself included. */
  readonly chain: readonly Certificate[];
  /** When the first of the revocation lists that were looked at becomes too old, in milliseconds since 1970. */
  readonly listsHoldUntil: number;
}

const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';
/** Key usage, basic constraints, extended key usage, alternative names, policies: any other that is critical is not understood here. */
const understood = new Set(['2.5.29.15', '2.5.29.19', '2.5.29.37', '2.5.29.17', '2.5.29.32']);
const weakHashes = new Set(['SHA-1', 'MD5']);
const LEAST_RSA_BITS = 2048;
const DEEPEST = 8;

interface Authority {
  readonly certificate: Certificate;
  /** How many authorities may stand between it and a client. */
  readonly pathLength: number;
  /** Its newest revocation list; `null`: it has none. */
  readonly list: RevocationList | null;
}

interface RevocationList {
  /** Serial numbers: as numbers, because texts of them differ in zeros and in case. */
  readonly revoked: ReadonlySet<bigint>;
  /** In milliseconds since 1970. */
  readonly holdsUntil: number;
}

const numberOf = ({ serialNumber }: { readonly serialNumber: string }): bigint => BigInt(`0x${serialNumber}`);

/**
 * The authorities that may issue certificates of callers, with their revocation lists. They judge a certificate that comes in a header
 * as TLS judges one of a connection, for which Node has nothing of its own.
 */
export class Authorities {
  private constructor(
    private readonly all: readonly Authority[],
    private readonly hasLists: boolean,
  ) {}

  /** @param lists the texts of the revocation lists (PEM); `null`: revocation is not looked at. @throws what the parsers throw. */
  static async read(authorities: string, lists: readonly string[] | null): Promise<Authorities> {
    const crls = (lists ?? [])
      .flatMap((text) => x509.PemConverter.decode(text))
      .map((der) => new x509.X509Crl(der));
    const certificates = x509.PemConverter.decode(authorities).map((der) => Buffer.from(der));
    const all = await Promise.all(certificates.map((der) => authorityOf(der, crls)));
    return new Authorities(
      all.flatMap((one) => one ?? []),
      lists !== null,
    );
  }

  judge(certificate: Certificate): Verdict {
    const path = this.pathFrom(certificate, 0);
    if (path === null)
      return { fault: 'UNTRUSTED', authority: '', chain: [certificate], listsHoldUntil: Infinity };
    const chain = [certificate, ...path.map((one) => one.certificate)];
    return {
      fault: purposeFault(chain) ?? this.revocationFault(chain, path),
      authority: path[0]!.certificate.fingerprint256,
      chain,
      listsHoldUntil: Math.min(...path.map(({ list }) => list?.holdsUntil ?? Infinity)),
    };
  }

  /** From the issuer of a certificate to a root. */
  private pathFrom(certificate: Certificate, depth: number): readonly Authority[] | null {
    if (depth > DEEPEST || !isSound(certificate)) return null;
    for (const authority of this.all) {
      if (authority.pathLength < depth || !isIssuedBy(certificate, authority.certificate)) continue;
      if (isIssuedBy(authority.certificate, authority.certificate)) return [authority];
      const further = this.pathFrom(authority.certificate, depth + 1);
      if (further) return [authority, ...further];
    }
    return null;
  }

  /** Every certificate is looked up in the list of its issuer, the root in its own. */
  private revocationFault(
    chain: readonly Certificate[],
    path: readonly Authority[],
  ): CertificateFault | null {
    if (!this.hasLists) return null;
    for (const [index, certificate] of chain.entries()) {
      const { list } = path[index] ?? path.at(-1)!;
      if (!list) return 'UNABLE_TO_GET_CRL';
      if (list.revoked.has(numberOf(certificate))) return 'CERT_REVOKED';
    }
    return null;
  }
}

const isIssuedBy = (certificate: Certificate, issuer: Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

/** What is no authority cannot issue anything, whatever its file is called. */
async function authorityOf(der: Buffer, lists: readonly x509.X509Crl[]): Promise<Authority | null> {
  const certificate = new Certificate(der);
  const parsed = new x509.X509Certificate(der);
  const constraints = parsed.getExtension(x509.BasicConstraintsExtension);
  if (!certificate.ca || !isSound(certificate)) return null;
  const own = await Promise.all(lists.map(async (list) => ((await isOf(list, parsed)) ? [list] : [])));
  const [newest] = own.flat().sort((one, other) => +other.thisUpdate - +one.thisUpdate);
  const list = newest ? listOf(newest) : null;
  return { certificate, pathLength: constraints?.pathLength ?? Infinity, list };
}

/** One that does not say when the next one comes does not hold at all. */
const listOf = ({ entries, nextUpdate }: x509.X509Crl): RevocationList => ({
  revoked: new Set(entries.map(numberOf)),
  holdsUntil: nextUpdate ? +nextUpdate : -Infinity,
});

/** A list with a critical extension may be a part of one only. */
const isOf = async (list: x509.X509Crl, authority: x509.X509Certificate): Promise<boolean> =>
  list.issuer === authority.subject &&
  !list.extensions.some(({ critical }) => critical) &&
  list.verify({ publicKey: authority });

/** Signed and built as TLS demands it: by a hash that holds, with a key of good length, and nothing in it that is not understood. */
function isSound(certificate: Certificate): boolean {
  const { extensions, signatureAlgorithm } = new x509.X509Certificate(certificate.raw);
  if (extensions.some(({ critical, type }) => critical && !understood.has(type))) return false;
  const { hash } = signatureAlgorithm as { readonly hash?: { readonly name: string } };
  if (hash && weakHashes.has(hash.name)) return false;
  const { modulusLength = LEAST_RSA_BITS } = certificate.publicKey.asymmetricKeyDetails ?? {};
  return modulusLength >= LEAST_RSA_BITS;
}

/** Where usages are named, those of a client have to be among them, at the authorities too. */
function purposeFault(chain: readonly Certificate[]): CertificateFault | null {
  const usages: (readonly string[] | undefined)[] = chain.map(({ keyUsage }) => keyUsage);
  if (usages.some((named) => named && !named.includes(CLIENT_AUTHENTICATION))) return 'INVALID_PURPOSE';
  const usage = new x509.X509Certificate(chain[0]!.raw).getExtension(x509.KeyUsagesExtension)?.usages;
  const { digitalSignature, keyAgreement } = x509.KeyUsageFlags;
  return usage !== undefined && (usage & (digitalSignature | keyAgreement)) === 0 ? 'INVALID_PURPOSE' : null;
}
