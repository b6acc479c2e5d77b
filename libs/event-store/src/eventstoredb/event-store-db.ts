import type { EventStoreDBClient } from '@eventstore/db-client';
import {
  NO_POSITION,
  StoreUnavailable,
  StreamDeleted,
  type AppendResult,
  type ExpectedRevision,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
  type Subscription,
} from '../event-store';
import type { RestorableStore, RestorationMark, RestoreCheck } from '../restorable-store';
import { AllSubscription } from './all-subscription';
import { AppendRequest } from './append-request';
import { Appender } from './appender';
import { connect, disconnect, unreachable } from './connection';
import type { EventStoreDbOptions } from './event-store-db-options';
import { FreshConnections } from './fresh-connections';
import { KnownHistory } from './known-history';
import { LogReader } from './log-reader';
import { Outage } from './outage';
import { Reads } from './reads';
import { restoreInOrder } from './restoration';
import { MarkStream } from './restoration-mark';
import { restoreCheck } from './restore-check';
import { demandReachable } from './reachable';
import { SharedRead } from './shared-read';
import { StreamReader } from './stream-reader';
import { asUnavailable, retried, within, type TimeLimits } from './time-limit';

/** The log on an EventStoreDB server or cluster. */
export class EventStoreDbEventStore implements RestorableStore {
  private readonly limits: TimeLimits;
  private readonly headDeadline: number;
  private readonly outage: Outage;
  private readonly isWanted: (stream: string) => boolean;
  private readonly mark: MarkStream;
  private readonly appender: Appender;
  private readonly history: KnownHistory;
  private readonly reads: Reads;
  private readonly streams: StreamReader;
  private readonly reader: LogReader;
  private readonly heads: SharedRead<Position>;
  private readonly inFlight = new Set<Promise<unknown>>();
  private readonly startingAtEnd = new Set<Promise<unknown>>();
  private readonly subscriptions = new Set<Subscription>();
  private closed = false;

  private constructor(
    private readonly client: EventStoreDBClient,
    options: EventStoreDbOptions,
  ) {
    const { attemptTimeout = 2500, deadline = 10_000 } = options;
    this.limits = { attempt: attemptTimeout, total: deadline };
    this.headDeadline = options.headDeadline ?? deadline;
    this.outage = new Outage(options);
    this.appender = new Appender(client, attemptTimeout / 2);
    this.isWanted = options.isWanted ?? (() => true);
    this.history = new KnownHistory(this.isWanted, deadline);
    this.reads = new Reads(this.limits, this.history, new FreshConnections(client, attemptTimeout / 2));
    this.streams = new StreamReader(client, this.reads, this.isWanted);
    this.reader = new LogReader(client, this.reads, this.isWanted, this.history);
    this.mark = new MarkStream(this, this.streams, options.prefix);
    this.heads = new SharedRead(() => this.reader.head(this.headDeadline));
  }

  /**
   * Connects, and asks the server once, so that a wrong setting is told at start and not at the first command.
   * @throws InvalidEventStoreUrl, or StoreUnavailable: at once when no address can be connected to, else when no server answers
   * within the deadline.
   */
  static async open(
    connectionString: string,
    options: EventStoreDbOptions = {},
  ): Promise<EventStoreDbEventStore> {
    const { client, to } = connect(connectionString);
    await demandReachable(to);
    const store = new EventStoreDbEventStore(client, options);
    try {
      await store.head();
      return store;
    } catch (error) {
      await store.close();
      throw unreachable(to.hosts, error);
    }
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult> {
    if (this.closed) throw new StoreUnavailable('the store is closed');
    this.history.demandWhole();
    const request = new AppendRequest(stream, expected, events);
    const append = this.appendRequest(stream, request);
    this.inFlight.add(append);
    try {
      return await append;
    } finally {
      this.inFlight.delete(append);
    }
  }

  readStream(stream: string, options: ReadStreamOptions = {}): Promise<StoredEvent[]> {
    return this.streams.stream(stream, options);
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<StoredEvent> {
    return this.reader.all(options);
  }

  head(): Promise<Position> {
    return within(this.headDeadline, this.heads.ask()).catch(
      asUnavailable('the end of the log cannot be read'),
    );
  }

  /** A server that cannot write says so at the next append alone: only whether it answers can be found out before. */
  async tryWriting(): Promise<void> {
    await this.head();
  }

  subscribe({ after = NO_POSITION }: { readonly after?: Position | 'end' } = {}): Subscription {
    const start = after === 'end' ? this.currentEnd() : () => Promise.resolve(after);
    const subscription = new AllSubscription(this.client, start, {
      isWanted: this.isWanted,
      demandSameLog: (position, last) => this.reader.demandSameLog(position, last),
      onSeen: (last) => this.history.note(last),
      onTrouble: (broken, error) => this.outage.began(broken, error),
      onFollowing: (following) => this.outage.ended(following),
      onClosed: (closed) => this.forget(closed),
    });
    this.subscriptions.add(subscription);
    if (this.closed) void subscription.close();
    return subscription;
  }

  restoreCheck(): RestoreCheck {
    return restoreCheck();
  }

  restore(events: readonly StoredEvent[]): Promise<void> {
    return restoreInOrder(this, events);
  }

  restorationUnderWay(): Promise<RestorationMark | undefined> {
    return this.mark.read();
  }

  markRestoration(mark: RestorationMark | undefined): Promise<void> {
    return this.mark.write(mark);
  }

  otherProcesses(): readonly number[] {
    return [];
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.inFlight);
    this.reads.close();
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    this.appender.end();
    await disconnect(this.client);
  }

  private forget(subscription: Subscription): void {
    this.subscriptions.delete(subscription);
    this.outage.forget(subscription);
  }

  private async appendRequest(stream: string, request: AppendRequest): Promise<AppendResult> {
    if (this.startingAtEnd.size > 0) await Promise.allSettled(this.startingAtEnd);
    const result = await retried(this.limits, 'the outcome of the append is unknown', (milliseconds) =>
      this.appender.send(request, milliseconds),
    );
    if (!result.ok) return result;
    if (!request.mayEndAt(result.revision)) throw new StreamDeleted(stream, result);
    const position = result.position ?? (await this.streams.positionAt(stream, result.revision));
    return { ...result, position };
  }

  /** The end as of now: what this store appends from here on must be handed out, so appends wait until the end is known. */
  private currentEnd(): () => Promise<Position> {
    let first: Promise<Position> | undefined = this.head();
    const known = first.catch(() => undefined);
    this.startingAtEnd.add(known);
    void known.then(() => this.startingAtEnd.delete(known));
    return () => {
      const end = first ?? this.head();
      first = undefined;
      return end;
    };
  }
}
