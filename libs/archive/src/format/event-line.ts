import { knownPosition, type StoredEvent } from '#event-store';

/**
 * An event as a line: with the position that it is known by, so that the line is the same whatever store the event is in.
 */
export function eventLine(event: StoredEvent): string {
  const { stream, revision, id, type, data, metadata } = event;
  return JSON.stringify({ position: knownPosition(event), stream, revision, id, type, data, metadata });
}

/** An event, and the line that it is in an archive. */
export interface ArchivedEvent {
  readonly event: StoredEvent;
  readonly line: string;
}

/** The event; `undefined` when the line is not, to the byte, how the event is written. */
export function parseEventLine(line: string): StoredEvent | undefined {
  const event = eventIn(line);
  return event && eventLine(event) === line ? event : undefined;
}

/** The event of a line that was found good before; `undefined` when there is none in it. */
export function eventIn(line: string): StoredEvent | undefined {
  try {
    const event = JSON.parse(line) as StoredEvent | null;
    return event && hasTheForm(event) ? event : undefined;
  } catch {
    return undefined;
  }
}

const hasTheForm = (event: StoredEvent): boolean =>
  [event.position, event.revision].every(isCount) &&
  [event.stream, event.id, event.type].every((text: unknown) => typeof text === 'string') &&
  [event.data, event.metadata].every(isObject);

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
