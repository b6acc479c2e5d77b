import { X509Certificate as Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { ReadRevocationList } from './read-revocation-list';
import { numberOf, RevocationLists, type RevocationList } from './revocation-lists';
import { isIssuedBy, isSound, waysFrom, type Issuer } from './ways-to-root';

/** Why a certificate is not accepted, by the names that TLS has for it. */
export type CertificateFault =
  | 'CERT_HAS_EXPIRED'
  | 'CERT_NOT_YET_VALID'
  | 'CERT_REVOKED'
  | 'CRL_HAS_EXPIRED'
  | 'CRL_NOT_YET_VALID'
  | 'UNABLE_TO_GET_CRL'
  | 'INVALID_PURPOSE'
  | 'UNTRUSTED';

/** What was found out about a certificate that does not change with time; a fault is final. */
export interface Verdict {
  readonly fault: CertificateFault | null;
  /** SHA-256 of the authority that issued it, as Node writes it; empty: unknown. */
  readonly authority: string;
  /** When the last of the certificates from it to the root becomes valid, itself included, in milliseconds since 1970. */
  readonly validFrom: number;
  /** When the first of them ends. */
  readonly validTo: number;
  /** When the last of the revocation lists that were looked at begins to hold. */
  readonly listsHoldFrom: number;
  /** When the first of the revocation lists that were looked at becomes too old, in milliseconds since 1970. */
  readonly listsHoldUntil: number;
}

/** At least one. */
export type Verdicts = readonly [Verdict, ...Verdict[]];

const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';

/** An authority on the way from a certificate to a root. */
interface Authority extends Issuer {
  /** Its newest revocation list; `null`: it has none. */
  readonly list: RevocationList | null;
}

/**
 * The authorities that may issue certificates of callers, with their revocation lists. They judge a certificate that comes in a header
 * as TLS judges one of a connection, for which Node has nothing of its own; and they find the authorities of one of a connection.
 */
export class Authorities {
  private constructor(
    private readonly all: readonly Issuer[],
    /** `null`: revocation is not looked at. */
    private readonly lists: RevocationLists | null,
  ) {}

  /** @param lists the texts of the revocation lists (PEM); `null`: revocation is not looked at. @throws what the parsers throw. */
  static async read(authorities: string, lists: readonly string[] | null): Promise<Authorities> {
    const crls = lists
      ?.flatMap((text) => x509.PemConverter.decode(text))
      .map((raw) => ReadRevocationList.from(raw));
    const certificates = x509.PemConverter.decode(authorities).map(
      (der) => new Certificate(Buffer.from(der)),
    );
    const read = new Authorities(issuersIn(certificates), crls ? new RevocationLists(crls) : null);
    // A list of many entries takes long to prepare: it is done before the first request needs it.
    await read.withLists(read.all);
    return read;
  }

  /**
   * One verdict for each way from the certificate to a root, those first whose authorities hold longest: an authority may have an old and
   * a renewed certificate of one name, and which of them is good now changes with time.
   * @param sentAlong what came with it, of which nothing is believed. @throws what the parsers throw.
   */
  async judge(certificate: Certificate, sentAlong: readonly Certificate[] = []): Promise<Verdicts> {
    const ways = waysFrom(certificate, [...this.all, ...this.vouchedFor(sentAlong)]);
    const [first, ...others] = await Promise.all(
      ways.map(async (way) => this.verdictOn(certificate, await this.withLists(way))),
    );
    return first
      ? [first, ...others]
      : [{ fault: 'UNTRUSTED', authority: '', ...timesOf([certificate]), ...listTimesOf([]) }];
  }

  private verdictOn(certificate: Certificate, path: readonly Authority[]): Verdict {
    const chain = [certificate, ...path.map((one) => one.certificate)];
    return {
      fault: purposeFault(chain) ?? this.revocationFault(chain, path),
      authority: path[0]!.certificate.fingerprint256,
      ...timesOf(chain),
      ...listTimesOf(path.flatMap(({ list }) => list ?? [])),
    };
  }

  /**
   * Those authorities that one of the file has issued, or one that is vouched for so. From the file downwards, because only what is
   * trusted already verifies anything: certificates that were made to issue each other cost nothing. Roots are those of the file.
   */
  private vouchedFor(sentAlong: readonly Certificate[]): readonly Issuer[] {
    const found: Issuer[] = [];
    const ofFile = new Set(this.all.map(({ certificate }) => certificate.fingerprint256));
    let left = issuersIn(sentAlong.filter((one) => !ofFile.has(one.fingerprint256) && !one.checkIssued(one)));
    for (let before = -1; before < found.length;) {
      before = found.length;
      const trusted = [...this.all, ...found];
      const isVouched = ({ certificate }: Issuer): boolean =>
        trusted.some((issuer) => isIssuedBy(certificate, issuer.certificate));
      found.push(...left.filter(isVouched));
      left = left.filter((one) => !found.includes(one));
    }
    return found;
  }

  /** Only for those that a client's certificate leads to, or that are in the file: a list costs time, and anybody can send authorities. */
  private async withLists(way: readonly Issuer[]): Promise<readonly Authority[]> {
    return Promise.all(
      way.map(async (one) => ({ ...one, list: (await this.lists?.newestOf(one.certificate)) ?? null })),
    );
  }

  /** Every certificate is looked up in the list of its issuer, the root in its own. */
  private revocationFault(
    chain: readonly Certificate[],
    path: readonly Authority[],
  ): CertificateFault | null {
    if (this.lists === null) return null;
    for (const [index, certificate] of chain.entries()) {
      const { list } = path[index] ?? path.at(-1)!;
      if (!list) return 'UNABLE_TO_GET_CRL';
      if (list.revoked.has(numberOf(certificate))) return 'CERT_REVOKED';
    }
    return null;
  }
}

const timesOf = (chain: readonly Certificate[]): Pick<Verdict, 'validFrom' | 'validTo'> => ({
  validFrom: Math.max(...chain.map(({ validFrom }) => Date.parse(validFrom))),
  validTo: Math.min(...chain.map(({ validTo }) => Date.parse(validTo))),
});

const listTimesOf = (
  lists: readonly RevocationList[],
): Pick<Verdict, 'listsHoldFrom' | 'listsHoldUntil'> => ({
  listsHoldFrom: Math.max(...lists.map(({ holdsFrom }) => holdsFrom)),
  listsHoldUntil: Math.min(...lists.map(({ holdsUntil }) => holdsUntil)),
});

/** Each once. What is no authority cannot issue anything, whatever its file is called. */
function issuersIn(certificates: readonly Certificate[]): readonly Issuer[] {
  return [...new Map(certificates.map((one) => [one.fingerprint256, one])).values()]
    .filter((one) => one.ca && isSound(one))
    .map((certificate) => {
      const constraints = new x509.X509Certificate(certificate.raw).getExtension(
        x509.BasicConstraintsExtension,
      );
      return { certificate, pathLength: constraints?.pathLength ?? Infinity };
    });
}

/** Where usages are named, those of a client have to be among them, at the authorities too. */
function purposeFault(chain: readonly Certificate[]): CertificateFault | null {
  const usages: (readonly string[] | undefined)[] = chain.map(({ keyUsage }) => keyUsage);
  if (usages.some((named) => named && !named.includes(CLIENT_AUTHENTICATION))) return 'INVALID_PURPOSE';
  const usage = new x509.X509Certificate(chain[0]!.raw).getExtension(x509.KeyUsagesExtension)?.usages;
  const { digitalSignature, keyAgreement } = x509.KeyUsageFlags;
  return usage !== undefined && (usage & (digitalSignature | keyAgreement)) === 0 ? 'INVALID_PURPOSE' : null;
}
