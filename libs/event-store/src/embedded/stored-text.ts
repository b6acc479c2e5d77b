import {
  DamagedEvent,
  EventTooLarge,
  MAX_APPEND_BYTES,
  type NewEvent,
  type Position,
  type StoredEvent,
} from '../event-store';
import { isJsonObject } from '../json-object';

/**
 * An event is stored as one JSON array, `["id",revision,"stream","type",data,metadata]`, at its position as the key.
 * Only the revision is unknown before the write transaction, so everything around it is written out beforehand.
 */
export interface PreparedEvent {
  readonly id: string;
  readonly beforeRevision: string;
  readonly afterRevision: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_BYTES_PER_CHARACTER = 3;

/** Writes the events out, and refuses what the log cannot take. */
export function prepare(stream: string, events: readonly NewEvent[]): PreparedEvent[] {
  if (events.length === 0) throw new RangeError('An append needs at least one event');
  const bodies = events.map(({ data, metadata }) => `${JSON.stringify(data)},${JSON.stringify(metadata)}`);
  if (isTooLarge(bodies)) throw tooLarge(stream, events.length);
  const streamText = JSON.stringify(stream);
  return events.map(({ id, type }, index) => {
    if (!UUID.test(id)) throw new TypeError(`An event's id must be a UUID: ${JSON.stringify(id)}`);
    const afterRevision = `,${streamText},${JSON.stringify(type)},${bodies[index]}]`;
    return { id, beforeRevision: `["${id}",`, afterRevision };
  });
}

/** Counting bytes takes time, and is done only where the number of characters leaves a doubt. */
function isTooLarge(bodies: readonly string[]): boolean {
  const characters = bodies.reduce((sum, body) => sum + body.length, 0);
  if (characters * MAX_BYTES_PER_CHARACTER <= MAX_APPEND_BYTES) return false;
  const commas = bodies.length;
  return bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0) - commas > MAX_APPEND_BYTES;
}

const tooLarge = (stream: string, count: number): EventTooLarge =>
  new EventTooLarge(
    `An append of ${count} event(s) to ${stream} is larger than ${MAX_APPEND_BYTES} bytes of JSON`,
  );

export const storedText = (event: PreparedEvent, revision: number): string =>
  event.beforeRevision + revision + event.afterRevision;

/** @throws DamagedEvent */
export function storedEvent(text: string, position: Position): StoredEvent {
  const array = parsed(text, position);
  if (!isEventArray(array)) throw new DamagedEvent(position, 'its text does not have the form of an event');
  const [id, revision, stream, type, data, metadata] = array;
  return { id, type, data, metadata, stream, revision, position };
}

type EventArray = readonly [string, number, string, string, object, object];

function parsed(text: string, position: Position): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DamagedEvent(position, 'its text is not JSON', { cause: error });
  }
}

function isEventArray(array: unknown): array is EventArray {
  if (!Array.isArray(array) || array.length !== FIELDS) return false;
  const [id, revision, stream, type, data, metadata] = array as unknown[];
  const hasNames = typeof stream === 'string' && typeof type === 'string';
  return hasNames && isUuid(id) && isRevision(revision) && isJsonObject(data) && isJsonObject(metadata);
}

const FIELDS = 6;

const isUuid = (id: unknown): boolean => typeof id === 'string' && UUID.test(id);

const isRevision = (revision: unknown): boolean =>
  Number.isSafeInteger(revision) && (revision as number) >= 0;

const UUID_LENGTH = 36;

/** The id alone, without parsing the event: a retried append compares ids only. */
export const idInText = (text: string): string => text.slice(2, 2 + UUID_LENGTH);
