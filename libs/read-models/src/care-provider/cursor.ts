import type { Place } from './care-provider.projection';

/** How far a caller has read: everything up to and including this place. */
export type Cursor = Place;

const RADIX = 36;
const TEXT = /^(-?[0-9a-z]{1,11})\.(-?[0-9a-z]{1,11})$/;

/** A cursor as text that needs no escaping anywhere. Callers are to pass it on, not to read it. */
export const encodeCursor = ({ storedAt, position }: Cursor): string =>
  `${storedAt.toString(RADIX)}.${position.toString(RADIX)}`;

/** `null` for anything that `encodeCursor` does not write. */
export function decodeCursor(text: string): Cursor | null {
  const [, storedAt, position] = TEXT.exec(text) ?? [];
  if (storedAt === undefined || position === undefined) return null;
  const cursor = { storedAt: parseInt(storedAt, RADIX), position: parseInt(position, RADIX) };
  const isExact = Number.isSafeInteger(cursor.storedAt) && Number.isSafeInteger(cursor.position);
  return isExact && encodeCursor(cursor) === text ? cursor : null;
}
