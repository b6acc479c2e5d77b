import type { X509Certificate as Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { MostRecent } from './most-recent';

/** The most authorities whose lists are remembered. */
const AUTHORITIES = 1_000;

export interface RevocationList {
  /** Serial numbers: as numbers, because texts of them differ in zeros and in case. */
  readonly revoked: ReadonlySet<bigint>;
  /** In milliseconds since 1970. */
  readonly holdsUntil: number;
}

export const numberOf = ({ serialNumber }: { readonly serialNumber: string }): bigint =>
  BigInt(`0x${serialNumber}`);

/** The revocation lists of the files. What was found in them is remembered as long as the files are the same. */
export class RevocationLists {
  /** By the SHA-256 of the authority's certificate. */
  private readonly newest = new MostRecent<Promise<RevocationList | null>>(AUTHORITIES);
  /** Certificates of one authority share its list. */
  private readonly prepared = new Map<x509.X509Crl, RevocationList>();

  constructor(private readonly all: readonly x509.X509Crl[]) {}

  /** The newest list of an authority; `null`: it has none. */
  async newestOf({ raw, fingerprint256 }: Certificate): Promise<RevocationList | null> {
    const known = this.newest.get(fingerprint256);
    if (known) return known;
    const found = this.find(new x509.X509Certificate(raw));
    this.newest.set(fingerprint256, found);
    return found;
  }

  private async find(authority: x509.X509Certificate): Promise<RevocationList | null> {
    const own = await Promise.all(
      this.all.map(async (list) => ((await isOf(list, authority)) ? [list] : [])),
    );
    const [newest] = own.flat().sort((one, other) => +other.thisUpdate - +one.thisUpdate);
    return newest ? this.prepare(newest) : null;
  }

  private prepare(list: x509.X509Crl): RevocationList {
    const prepared = this.prepared.get(list) ?? listOf(list);
    this.prepared.set(list, prepared);
    return prepared;
  }
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
  (await isSignedBy(list, authority));

/**
 * By the key alone: with a certificate, the library reads the key as one of the kind that the certificate itself is signed by. It throws
 * when the key is of another kind than the signature: names alone do not say whose list it is.
 */
async function isSignedBy(list: x509.X509Crl, { publicKey }: x509.X509Certificate): Promise<boolean> {
  try {
    return await list.verify({ publicKey });
  } catch {
    return false;
  }
}
