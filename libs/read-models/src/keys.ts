import type { Key } from './projection';

type Part = string | number;

const isBefore = (a: Part, b: Part): boolean => (typeof a === typeof b ? a < b : typeof a === 'number');

/** Part by part, numbers before strings; a key comes before every longer key that begins with it. */
export function compareKeys(a: Key, b: Key): number {
  const differs = a.findIndex((part, index) => part !== b[index]);
  if (differs === -1) return a.length - b.length;
  const other = b[differs];
  if (other === undefined) return 1;
  return isBefore(a[differs]!, other) ? -1 : 1;
}

export const beginsWith = (key: Key, prefix: Key): boolean =>
  prefix.every((part, index) => part === key[index]);

/** The part of a key that sorts the latest first. Never 0, which would be stored as another number than the -0 that is looked up. */
export const latestFirst = (position: number): number => -1 - position;
