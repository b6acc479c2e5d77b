import type { RecordedEvent, ResolvedEvent } from '@eventstore/db-client';
import { DamagedEvent, type Position, type StoredEvent } from '../event-store';
import { isJsonObject } from '../json-object';
import { withoutOriginalPosition } from './original-position';

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
  if (!recorded) throw new RangeError('The server sent an event without its position');
  return toPosition(recorded);
}

/**
 * The events a caller of the port wants to see, in its own form. The server's own begin with `$`, as do the streams they are in.
 * One by one, so that those before a damaged one are handed out. @throws DamagedEvent
 */
export function* storedEvents(
  resolved: readonly ResolvedEvent[],
  isWanted: WantedStreams,
): Generator<StoredEvent> {
  for (const { event } of resolved) {
    if (event && !isSystemEvent(event) && isWanted(event.streamId)) yield storedEvent(event);
  }
}

/**
 * The streams of which the server may hide events from those who read them by name. It notes a deletion in the stream itself, and a
 * stream's settings, such as before which revision it is cut off, in another stream that has `$$` before its name.
 */
export function* mayBeHidden(resolved: readonly ResolvedEvent[]): Generator<string> {
  for (const { event } of resolved) {
    if (event?.type === '$streamDeleted') yield event.streamId;
    else if (event?.streamId.startsWith(SETTINGS_OF)) yield event.streamId.slice(SETTINGS_OF.length);
  }
}

const SETTINGS_OF = '$$';

/** Whether events of a stream are to be handed out. Those of others are not looked into: they may be damaged, or no JSON. */
export type WantedStreams = (stream: string) => boolean;

export const isSystemEvent = ({ type, streamId }: RecordedEvent): boolean =>
  type.startsWith('$') || streamId.startsWith('$');

function storedEvent(event: RecordedEvent): StoredEvent {
  const { id, type, streamId: stream, revision, position: place } = event;
  if (!place) throw new RangeError('The server sent an event without its position');
  const position = toPosition(place);
  demandReadable(event, position);
  const data = event.data as object;
  const { metadata, originalPosition } = withoutOriginalPosition((event.metadata ?? {}) as object);
  const stored = { id, type, data, metadata, stream, revision: Number(revision), position };
  return originalPosition === undefined ? stored : { ...stored, originalPosition };
}

/** What is called JSON and is none, the client hands out as text or bytes. Others' events may rightly be no JSON at all. */
function demandReadable({ isJson, data, metadata = {}, streamId }: RecordedEvent, position: Position): void {
  if (isJson && !(isJsonObject(data) && isJsonObject(metadata))) {
    throw new DamagedEvent(position, 'its data or its metadata is no JSON object', { stream: streamId });
  }
}
