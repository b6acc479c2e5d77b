/**
 * The port every log fulfils. It knows streams, revisions and positions, and nothing of consents.
 *
 * Words are EventStoreDB's own: a *stream* is the history of one thing, a *revision* counts events within a stream from 0,
 * a *position* orders all events of the log (strictly ascending, with gaps, always a safe integer).
 */

/** A place in the whole log. Compare with `<`; never count with it. `NO_POSITION` stands before every event. */
export type Position = number;
export const NO_POSITION: Position = -1;

/** What the writer believes about the stream: it has exactly this last revision, does not exist, exists, or does not matter. */
export type ExpectedRevision = number | 'no-stream' | 'stream-exists' | 'any';

/** An event to append. `id` is a UUID: appending the same ids again at the same expected revision writes nothing. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  /** A JSON object. */
  readonly data: object;
  /** A JSON object. */
  readonly metadata: object;
}

export interface StoredEvent extends NewEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  /** Where it stood in the log that it was brought from, when it was brought into one that gives positions of its own. */
  readonly originalPosition?: Position;
}

/**
 * The position that an event is known by for ever, whatever store it is moved to: in receipts, decisions, exports and what people
 * write down. Order by `position`; speak of this one.
 */
export const knownPosition = ({
  position,
  originalPosition,
}: Pick<StoredEvent, 'position' | 'originalPosition'>): Position => originalPosition ?? position;

export interface Appended {
  readonly ok: true;
  /** The stream's revision after the append: that of the last event appended. */
  readonly revision: number;
  /** The position of the last event appended. */
  readonly position: Position;
}

/** A lost race is a value: read again and decide anew. `actual` is `null` when the stream does not exist. */
export interface WrongExpectedRevision {
  readonly ok: false;
  readonly actual: number | null;
}

export type AppendResult = Appended | WrongExpectedRevision;

export type Direction = 'forwards' | 'backwards';

export interface ReadStreamOptions {
  readonly direction?: Direction;
  /** First revision to read, inclusive. Default: the start, or the end when reading backwards. */
  readonly from?: number;
  readonly limit?: number;
}

export interface ReadAllOptions {
  readonly direction?: Direction;
  /** Forwards: events after this position. Backwards: events at or before it. Default: the whole log. */
  readonly from?: Position;
  readonly limit?: number;
  /**
   * Hears the name of each stream that a server may not show whole to those who read it by name, when the read meets the server's
   * own event that says so: the stream was deleted, or got settings.
   */
  readonly onMayBeHidden?: (stream: string) => void;
}

/** What a subscription hands out at a time: the next events in the log's order, and how far in the log they reach. */
export interface Batch {
  /** May be empty: then only `position` has moved, past a server's own events. */
  readonly events: readonly StoredEvent[];
  /** Every event at or before this position has now been handed out. */
  readonly position: Position;
}

/**
 * Batches from a position on, first the stored events, then live ones, each once, for ever, until `close()`.
 * It reconnects by itself after the last batch handed out. To be consumed once, with `for await`; a slow consumer slows it down.
 */
export interface Subscription extends AsyncIterable<Batch> {
  close(): Promise<void>;
}

export interface EventStore {
  /**
   * Appends all events or none. Resolves when they are durable (fsynced, or acknowledged by the server's quorum).
   * The same ids are told from new ones for certain with `no-stream` or a revision; with `any` and `stream-exists` only as far as
   * the store remembers.
   * @throws RangeError when there is no event to append, TypeError when an id is no UUID or the stream's name cannot be one.
   * @throws EventTooLarge when an append is larger than the log takes (1 MiB); nothing is written.
   * @throws StoreUnavailable when the outcome could not be learned in time; the same ids may be appended again.
   * @throws StreamDeleted when the server was asked to delete the stream.
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult>;

  /**
   * The events of one stream; none when it does not exist. Without `from` the whole history is meant, backwards as far as `limit`.
   * @throws StoreUnavailable, DamagedEvent
   * @throws StreamDeleted when the whole history is meant, and the server no longer gives its beginning.
   */
  readStream(stream: string, options?: ReadStreamOptions): Promise<StoredEvent[]>;

  /**
   * Events of all streams in the log's order; a server's own `$` events are left out.
   * @throws StoreUnavailable
   * @throws DamagedEvent once everything before it has been handed out. Who reads on from its position gets what is behind it.
   */
  readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent>;

  /**
   * Fails with `DamagedEvent` once everything before it has been handed out; one that starts after its position goes on behind it.
   * Starts after `after`, or at the end (`'end'`: only what is appended from now on). Default: the whole log.
   */
  subscribe(options?: { readonly after?: Position | 'end' }): Subscription;

  /**
   * The position of the last thing committed by anyone before this call, `NO_POSITION` for an empty log. A subscription that has
   * passed it has handed out everything acknowledged before the call. @throws StoreUnavailable
   */
  head(): Promise<Position>;

  /**
   * Finds out whether an append would be taken now, without appending: where the log is this process's own, by writing to its disk.
   * @throws StoreUnavailable when it would not.
   */
  tryWriting(): Promise<void>;

  /** Stops subscriptions and lets appends in flight finish. */
  close(): Promise<void>;
}

/** The log cannot be reached or did not answer in time. The outcome of an append is then unknown. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The log can only be read: this user may not write it, or its file system is read-only. */
export class LogReadOnly extends StoreUnavailable {}

/**
 * The log no longer holds an event that it held before: an older backup of the server was restored while this process ran. What
 * was derived from the lost events must not answer anybody, so the store refuses everything from then on.
 */
export class EventsLost extends StoreUnavailable {}

/** An append exceeds the log's limit. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge';
}

/**
 * Somebody had the server delete a stream, or cut off its beginning, past this program. Its history is not known any more, so
 * nothing may be decided on what is left of it.
 */
export class StreamDeleted extends Error {
  override readonly name = 'StreamDeleted';

  constructor(stream: string, written?: { readonly revision: number }) {
    super(
      `The stream ${stream} was deleted or cut short on the server, so the history that it holds is not whole. ` +
        (written ? `An event was added to it all the same, at revision ${written.revision}. ` : '') +
        'As long as the server has not been scavenged, it is whole again once $tb, $maxCount and $maxAge are taken out of its ' +
        'metadata; after that, restore a backup.',
    );
  }
}

/** A stored event cannot be read: what is written at its position is no event. It is there, and was changed or destroyed. */
export class DamagedEvent extends Error {
  override readonly name = 'DamagedEvent';

  /** The stream that it is in, where that can still be read. */
  readonly stream: string | undefined;

  constructor(
    /** Where it is in this log. */
    readonly position: Position,
    readonly what: string,
    { stream, ...options }: ErrorOptions & { readonly stream?: string | undefined } = {},
  ) {
    super(`The event at position ${position} is damaged: ${what}`, options);
    this.stream = stream;
  }
}

/** The largest append a log takes, in bytes of JSON over all its events, data and metadata: EventStoreDB's default. */
export const MAX_APPEND_BYTES = 1024 * 1024;
