import { knownPosition, MAX_APPEND_BYTES, type Position, type StoredEvent } from '../event-store';
import { CannotRestore, type RestoreCheck } from '../restorable-store';
import { hasOriginalPosition, withOriginalPosition } from './original-position';

/**
 * A server gives positions of its own, which count the bytes of its log. What is appended after a restoration lies behind it for
 * certain only where each event that is kept had a position no larger than the bytes before it.
 */
export function restoreCheck(): RestoreCheck {
  let bytesBefore = 0;
  return (event) => {
    const position = knownPosition(event);
    if (position > bytesBefore) throw wouldBeOvertaken(position);
    const bytes = sizeOf(restored(event));
    const fault = faultOf(event, bytes);
    if (fault) throw new CannotRestore(`The event at position ${position} cannot be restored: ${fault}`);
    bytesBefore += bytes;
  };
}

/** The event as the server keeps it. */
export const restored = (event: StoredEvent): StoredEvent => ({
  ...event,
  metadata: withOriginalPosition(event.metadata, knownPosition(event)),
});

/** What the server counts of an event at the least. */
export const sizeOf = ({ data, metadata }: StoredEvent): number =>
  Buffer.byteLength(JSON.stringify(data)) + Buffer.byteLength(JSON.stringify(metadata));

function faultOf({ id, type, stream, metadata }: StoredEvent, bytes: number): string | undefined {
  if (bytes > MAX_APPEND_BYTES) return `with its position it is larger than ${MAX_APPEND_BYTES} bytes`;
  if (type.startsWith('$') || stream.startsWith('$')) return "its name begins with $, as the server's own do";
  if (id !== id.toLowerCase()) return 'its id has capital letters, which the server would not keep';
  return hasOriginalPosition(metadata) ? 'its metadata have a position in them already' : undefined;
}

const wouldBeOvertaken = (position: Position): CannotRestore =>
  new CannotRestore(
    `The event at position ${position} cannot keep its position on EventStoreDB, which numbers events itself: new ones might ` +
      'come before it. To move a ledger from one EventStoreDB to another, use the backup of the server; an embedded ledger takes ' +
      'the events as they are',
  );
