import {
  DamagedEvent,
  type AppendResult,
  type ExpectedRevision,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
  type Subscription,
} from '../event-store';
import { isIndexed, type IndexedStore, type IndexEntry } from '../indexed-store';
import {
  CannotRestore,
  type RestorableStore,
  type RestorationMark,
  type RestoreCheck,
} from '../restorable-store';
import { ScopedSubscription } from './scoped-subscription';
import { ownName, type StreamScope } from './stream-scope';

/**
 * A log of which only the caller's own streams are seen. What others wrote into it is passed over in every read, whatever its
 * events are called, and their streams cannot be appended to.
 */
class ScopedEventStore implements RestorableStore {
  constructor(
    private readonly whole: RestorableStore,
    protected readonly scope: StreamScope,
  ) {}

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    if (!this.scope.owns(stream)) throw new TypeError(`The stream ${stream} does not belong to the caller`);
    return this.whole.append(this.fullName(stream), expected, events);
  }

  async readStream(stream: string, options?: ReadStreamOptions): Promise<StoredEvent[]> {
    if (!this.scope.owns(stream)) return [];
    try {
      const events = await this.whole.readStream(this.fullName(stream), options);
      return events.map((event) => ownEvent(this.scope, event) ?? event);
    } catch (error) {
      throw inScope(this.scope, error);
    }
  }

  async *readAll(options: ReadAllOptions = {}): AsyncGenerator<StoredEvent> {
    let left = options.limit ?? Infinity;
    if (left <= 0) return;
    try {
      for await (const stored of this.whole.readAll(inFullLog(this.scope, options))) {
        const event = ownEvent(this.scope, stored);
        if (!event) continue;
        yield event;
        left -= 1;
        if (left <= 0) return;
      }
    } catch (error) {
      throw inScope(this.scope, error);
    }
  }

  subscribe(options?: { readonly after?: Position | 'end' }): Subscription {
    return new ScopedSubscription(this.whole.subscribe(options), {
      event: (stored) => ownEvent(this.scope, stored),
      error: (error) => inScope(this.scope, error),
    });
  }

  /** The end of the whole log: a subscription passes what others append there, too. */
  head(): Promise<Position> {
    return this.whole.head();
  }

  tryWriting(): Promise<void> {
    return this.whole.tryWriting();
  }

  restoreCheck(): RestoreCheck {
    const check = this.whole.restoreCheck();
    return (event) => {
      this.demandOwn(event);
      check(this.inFull(event));
    };
  }

  async restore(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) this.demandOwn(event);
    await this.whole.restore(events.map((event) => this.inFull(event)));
  }

  restorationUnderWay(): Promise<RestorationMark | undefined> {
    return this.whole.restorationUnderWay();
  }

  markRestoration(mark: RestorationMark | undefined): Promise<void> {
    return this.whole.markRestoration(mark);
  }

  otherProcesses(): readonly number[] {
    return this.whole.otherProcesses();
  }

  close(): Promise<void> {
    return this.whole.close();
  }

  protected fullName(stream: string): string {
    return this.scope.prefix + stream;
  }

  private inFull(event: StoredEvent): StoredEvent {
    return { ...event, stream: this.fullName(event.stream) };
  }

  private demandOwn({ stream, position }: StoredEvent): void {
    if (this.scope.owns(stream)) return;
    throw new CannotRestore(
      `The event at position ${position} cannot be restored: its stream has a name that this ledger gives to none`,
    );
  }
}

class ScopedIndexedStore extends ScopedEventStore implements IndexedStore {
  constructor(
    private readonly indexed: RestorableStore & IndexedStore,
    scope: StreamScope,
  ) {
    super(indexed, scope);
  }

  async *indexEntries(): AsyncGenerator<IndexEntry> {
    for await (const entry of this.indexed.indexEntries()) {
      const stream = ownName(this.scope, entry.stream);
      if (stream !== null) yield { ...entry, stream };
    }
  }

  async streamPositions(
    stream: string,
    options: { readonly from: number; readonly limit: number },
  ): Promise<readonly Position[]> {
    return this.scope.owns(stream) ? this.indexed.streamPositions(this.fullName(stream), options) : [];
  }
}

/** Shows the caller its own streams of a log. An index of streams is shown where the log has one. */
export const scoped = (store: RestorableStore, scope: StreamScope): RestorableStore =>
  isIndexed(store) ? new ScopedIndexedStore(store, scope) : new ScopedEventStore(store, scope);

function ownEvent(scope: StreamScope, event: StoredEvent): StoredEvent | null {
  const stream = ownName(scope, event.stream);
  if (stream === null) return null;
  return stream === event.stream ? event : { ...event, stream };
}

/** The log may have to be read further than the caller's events go. */
function inFullLog(
  scope: StreamScope,
  { limit: _, onMayBeHidden, ...where }: ReadAllOptions,
): ReadAllOptions {
  if (!onMayBeHidden) return where;
  const onOwn = (stream: string): void => {
    const own = ownName(scope, stream);
    if (own !== null) onMayBeHidden(own);
  };
  return { ...where, onMayBeHidden: onOwn };
}

/** The same error, with the stream as the caller names it. */
function inScope(scope: StreamScope, error: unknown): unknown {
  if (!(error instanceof DamagedEvent) || error.stream === undefined) return error;
  const stream = ownName(scope, error.stream) ?? undefined;
  return new DamagedEvent(error.position, error.what, { cause: error.cause, stream });
}
