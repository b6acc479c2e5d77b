import { setImmediate as turn } from 'node:timers/promises';
import { StoreUnavailable } from '../event-store';
import type {
  AppendResult,
  EventStore,
  ExpectedRevision,
  NewEvent,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  StoredEvent,
  Subscription,
} from '../event-store';
import { CommitQueue } from './commit-queue';
import { Feed } from './feed';
import { LogReader } from './log-reader';
import { openLog, type OpenedLog } from './open-log';
import { prepare } from './stored-text';
import { checkStreamName } from './stream-index';

export interface EmbeddedOptions {
  /** How many milliseconds an append may wait for the disk, and for other processes that are writing. */
  readonly appendTimeout?: number;
}

const APPEND_TIMEOUT = 10_000;

/**
 * The log in a directory of its own. Several processes may have it open at once, to read and to append; what any of them can see
 * is on the disk.
 */
export class EmbeddedEventStore implements EventStore {
  private readonly reader: LogReader;
  private readonly feed: Feed;
  private readonly commits: CommitQueue;
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly log: OpenedLog,
    appendTimeout: number,
  ) {
    this.reader = new LogReader(log.file);
    this.feed = new Feed(this.reader);
    this.commits = new CommitQueue(log.file, (head) => this.feed.reached(head), appendTimeout);
  }

  /** Opens the log in the directory, or begins one there when it is empty. @throws StoreOpenError */
  static async open(directory: string, options: EmbeddedOptions = {}): Promise<EmbeddedEventStore> {
    return new EmbeddedEventStore(openLog(directory), options.appendTimeout ?? APPEND_TIMEOUT);
  }

  /** Names the log for ever, wherever its directory is moved. */
  get ledgerId(): string {
    return this.log.ledgerId;
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult> {
    this.demandOpen();
    checkStreamName(stream);
    return this.commits.append({ stream, expected, events: prepare(stream, events) });
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<StoredEvent[]> {
    this.demandOpen();
    return this.reader.stream(stream, options);
  }

  async *readAll(options: ReadAllOptions = {}): AsyncGenerator<StoredEvent> {
    for (const page of this.reader.pages(options)) {
      yield* page;
      await turn();
      this.demandOpen();
    }
  }

  subscribe({ after = -1 }: { readonly after?: Position | 'end' } = {}): Subscription {
    this.demandOpen();
    return this.feed.subscribe(after);
  }

  async head(): Promise<Position> {
    this.demandOpen();
    return this.feed.look();
  }

  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async shutDown(): Promise<void> {
    await this.feed.close();
    await this.commits.drained();
    await this.log.close();
  }

  private demandOpen(): void {
    if (this.closing) throw new StoreUnavailable('The log has been closed');
  }
}
