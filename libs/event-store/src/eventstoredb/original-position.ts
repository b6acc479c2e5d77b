import type { Position, StoredEvent } from '../event-store';

/**
 * A server gives every event a position of its own, so an event that was brought from another log carries the one it had there
 * in its metadata, under a name that begins as the server's own do. Callers of the port see it as `originalPosition` only.
 */
const NAME = '$ledgerPosition';

export function withoutOriginalPosition(
  metadata: object,
): Pick<StoredEvent, 'metadata' | 'originalPosition'> {
  const { [NAME]: originalPosition, ...rest } = metadata as { [NAME]?: unknown };
  return isPosition(originalPosition) ? { metadata: rest, originalPosition } : { metadata };
}

export const hasOriginalPosition = (metadata: object): boolean => Object.hasOwn(metadata, NAME);

/** The name comes last, so that taking it out again leaves the metadata as they were written. */
export const withOriginalPosition = (metadata: object, position: Position): object => ({
  ...metadata,
  [NAME]: position,
});

const isPosition = (value: unknown): value is Position =>
  Number.isSafeInteger(value) && (value as number) >= 0;
