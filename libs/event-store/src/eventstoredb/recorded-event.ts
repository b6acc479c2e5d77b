import type { RecordedEvent, ResolvedEvent } from '@eventstore/db-client';
import type { Position, StoredEvent } from '../event-store';

/** The server's own position: where an event was committed, and where it was first written. */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/**
 * The commit position orders the log alone: the two differ only for events of transactions, which the gRPC protocol cannot write.
 * A server that does not tell a position sends the largest number there is, which must not pass for one.
 */
export function toPosition({ commit }: LogPosition): Position {
  const position = Number(commit);
  if (!Number.isSafeInteger(position)) throw new RangeError(`No position of the log: ${commit}`);
  return position;
}

export function toLogPosition(position: Position): LogPosition {
  const place = BigInt(position);
  return { commit: place, prepare: place };
}

export function positionOf({ event, link }: ResolvedEvent): Position {
  const recorded = (link ?? event)?.position;
  if (!recorded) throw new RangeError('The server told an event without its position');
  return toPosition(recorded);
}

/** The events a caller of the port wants to see, in its own form. The server's own begin with `$`, as do the streams they are in. */
export function storedEvents(resolved: readonly ResolvedEvent[]): StoredEvent[] {
  return resolved.flatMap(({ event }) => (event && !isSystemEvent(event) ? [storedEvent(event)] : []));
}

const isSystemEvent = ({ type, streamId }: RecordedEvent): boolean =>
  type.startsWith('$') || streamId.startsWith('$');

function storedEvent(event: RecordedEvent): StoredEvent {
  const { id, type, streamId: stream, revision, data, metadata, position } = event;
  if (!position) throw new RangeError('The server told an event without its position');
  return {
    id,
    type,
    data: data as object,
    metadata: (metadata ?? {}) as object,
    stream,
    revision: Number(revision),
    position: toPosition(position),
  };
}
