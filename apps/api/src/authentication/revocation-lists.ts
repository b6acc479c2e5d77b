import type { X509Certificate as Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';

export interface RevocationList {
  /** Serial numbers: as numbers, because texts of them differ in zeros and in case. */
  readonly revoked: ReadonlySet<bigint>;
  /** In milliseconds since 1970. */
  readonly holdsUntil: number;
}

export const numberOf = ({ serialNumber }: { readonly serialNumber: string }): bigint =>
  BigInt(`0x${serialNumber}`);

/** The newest list of an authority; `null`: it has none. */
export async function newestListOf(
  { raw }: Certificate,
  lists: readonly x509.X509Crl[],
): Promise<RevocationList | null> {
  const authority = new x509.X509Certificate(raw);
  const own = await Promise.all(lists.map(async (list) => ((await isOf(list, authority)) ? [list] : [])));
  const [newest] = own.flat().sort((one, other) => +other.thisUpdate - +one.thisUpdate);
  return newest ? listOf(newest) : null;
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
