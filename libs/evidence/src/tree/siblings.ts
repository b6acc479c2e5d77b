import { HASH_BYTES, type Hash } from './hashing';

export type Side = 'left' | 'right';

/**
 * On which side of the way up from a node its siblings stand, the lowest first, where `last` is the last node of the same height.
 * At the right edge a node may have none: then it is carried up as it is.
 */
export function sidesOnTheWay(index: number, last: number): Side[] {
  const sides: Side[] = [];
  for (let [at, end] = [index, last]; end > 0; [at, end] = [parent(at), parent(end)]) {
    if (at % 2 === 1) sides.push('left');
    else if (at < end) sides.push('right');
  }
  return sides;
}

/** Not by shifting: indexes exceed 32 bits. */
export const parent = (index: number): number => Math.floor(index / 2);

/** How many leaves there are, or before which there are so many. */
export const isCount = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;

/** A hash of another length would shift what is hashed beside it. */
export const areHashes = (hashes: readonly Hash[]): boolean =>
  hashes.every(({ length }) => length === HASH_BYTES);
