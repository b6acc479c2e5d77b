import type { X509Certificate as Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { ReadRevocationList } from './read-revocation-list';
import { MostRecent } from './most-recent';

/** The most authorities whose lists are remembered. */
const AUTHORITIES = 1_000;

export interface RevocationList {
  readonly revoked: ReadonlySet<bigint>;
  /** In milliseconds since 1970. */
  readonly holdsFrom: number;
  readonly holdsUntil: number;
}

export const numberOf = ({ serialNumber }: { readonly serialNumber: string }): bigint =>
  BigInt(`0x${serialNumber}`);

/** The revocation lists of the files. What was found in them is remembered as long as the files are the same. */
export class RevocationLists {
  /** By the SHA-256 of the authority's certificate. */
  private readonly newest = new MostRecent<Promise<RevocationList | null>>(AUTHORITIES);

  constructor(private readonly all: readonly ReadRevocationList[]) {}

  /** The newest list of an authority; `null`: it has none. */
  async newestOf({ raw, fingerprint256 }: Certificate): Promise<RevocationList | null> {
    const known = this.newest.get(fingerprint256);
    if (known) return known;
    const found = this.find(new x509.X509Certificate(raw));
    this.newest.set(fingerprint256, found);
    return found;
  }

  private async find(authority: x509.X509Certificate): Promise<RevocationList | null> {
    if (!maySignLists(authority)) return null;
    const own = await Promise.all(
      this.all.map(async (list) => ((await isOf(list, authority)) ? [list] : [])),
    );
    const [newest] = own.flat().sort((one, other) => +other.thisUpdate - +one.thisUpdate);
    return newest ? listOf(newest) : null;
  }
}

/** One that does not say when the next one comes does not hold at all. */
const listOf = ({ revoked, thisUpdate, nextUpdate }: ReadRevocationList): RevocationList => ({
  revoked,
  holdsFrom: +thisUpdate,
  holdsUntil: nextUpdate ? +nextUpdate : -Infinity,
});

/** Where the usages of its key are named, lists have to be among them. */
function maySignLists(authority: x509.X509Certificate): boolean {
  const usage = authority.getExtension(x509.KeyUsagesExtension)?.usages;
  return usage === undefined || (usage & x509.KeyUsageFlags.cRLSign) !== 0;
}

/** A list with a critical extension may be a part of one only. */
const isOf = async (list: ReadRevocationList, authority: x509.X509Certificate): Promise<boolean> =>
  list.issuer === authority.subject &&
  !list.extensions.some(({ critical }) => critical) &&
  (await isSignedBy(list, authority));

/**
 * By the key alone: with a certificate, the library reads the key as one of the kind that the certificate itself is signed by. It throws
 * when the key is of another kind than the signature: names alone do not say whose list it is.
 */
async function isSignedBy(list: ReadRevocationList, { publicKey }: x509.X509Certificate): Promise<boolean> {
  try {
    return await list.verify({ publicKey });
  } catch {
    return false;
  }
}
