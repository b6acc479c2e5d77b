import type { X509Certificate as Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** Key usage, basic constraints, extended key usage, alternative names, policies: any other that is critical is not understood here. */
const understood = new Set(['2.5.29.15', '2.5.29.19', '2.5.29.37', '2.5.29.17', '2.5.29.32']);
/** TLS demands what they say, also where they are not critical. */
const NAME_CONSTRAINTS = '2.5.29.30';
const weakHashes = new Set(['SHA-1', 'MD5']);
const LEAST_RSA_BITS = 2048;
const DEEPEST = 8;
/** The most ways to a root that are judged, and the most signatures that are verified to find them. */
const MOST_WAYS = 16;
const MOST_STEPS = 200;

export interface Issuer {
  readonly certificate: Certificate;
  /** How many authorities may stand between it and a client. */
  readonly pathLength: number;
}

/** Ways from the issuer of a certificate to a root, those first whose authorities hold longest. */
export function waysFrom<Kind extends Issuer>(
  certificate: Certificate,
  authorities: readonly Kind[],
): readonly (readonly Kind[])[] {
  const longestFirst = [...authorities].sort((one, other) => endOf(other) - endOf(one));
  const found: (readonly Kind[])[] = [];
  for (const way of new Search().from(certificate, longestFirst)) {
    found.push(way);
    if (found.length === MOST_WAYS) break;
  }
  return found;
}

const endOf = ({ certificate: { validTo } }: Issuer): number => Date.parse(validTo);

/** Looks for ways to a root, and gives up after so many steps: authorities that certify each other may have more ways than can be walked. */
class Search {
  private left = MOST_STEPS;

  /** From the issuer of a certificate to a root, one way after the other. No authority is in it twice. */
  *from<Kind extends Issuer>(
    certificate: Certificate,
    authorities: readonly Kind[],
    depth = 0,
  ): Generator<readonly Kind[]> {
    if (depth > DEEPEST || !isSound(certificate)) return;
    for (const authority of authorities) {
      if (!this.mayIssue(authority, certificate, depth)) continue;
      if (isIssuedBy(authority.certificate, authority.certificate)) {
        yield [authority];
        continue;
      }
      const others = authorities.filter((one) => one !== authority);
      for (const further of this.from(authority.certificate, others, depth + 1))
        yield [authority, ...further];
    }
  }

  private mayIssue(
    { certificate: issuer, pathLength }: Issuer,
    certificate: Certificate,
    depth: number,
  ): boolean {
    if (pathLength < depth || !certificate.checkIssued(issuer) || this.left <= 0) return false;
    this.left -= 1;
    return certificate.verify(issuer.publicKey);
  }
}

export const isIssuedBy = (certificate: Certificate, issuer: Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

/** Signed and built as TLS demands it: by a hash that holds, with a key of good length, and nothing in it that is not understood. */
export function isSound(certificate: Certificate): boolean {
  const { extensions, signatureAlgorithm } = new x509.X509Certificate(certificate.raw);
  if (
    extensions.some(({ critical, type }) => type === NAME_CONSTRAINTS || (critical && !understood.has(type)))
  )
    return false;
  const { hash } = signatureAlgorithm as { readonly hash?: { readonly name: string } };
  if (hash && weakHashes.has(hash.name)) return false;
  const { modulusLength = LEAST_RSA_BITS } = certificate.publicKey.asymmetricKeyDetails ?? {};
  return modulusLength >= LEAST_RSA_BITS;
}
