import { pid } from 'node:process';
import { setImmediate as turn } from 'node:timers/promises';
import { StoreUnavailable } from '../event-store';
import type {
  AppendResult,
  ExpectedRevision,
  NewEvent,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  StoredEvent,
  Subscription,
} from '../event-store';
import type { IndexedStore, IndexEntry } from '../indexed-store';
import type { RestorableStore, RestorationMark, RestoreCheck } from '../restorable-store';
import { CommitQueue } from './commit-queue';
import { whyUnavailable } from './failures';
import { Feed } from './feed';
import { LogReader } from './log-reader';
import { openLog, type OpenedLog } from './open-log';
import { Restoration, restoredText } from './restoration';
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
export class EmbeddedEventStore implements RestorableStore, IndexedStore {
  private readonly reader: LogReader;
  private readonly feed: Feed;
  private readonly commits: CommitQueue;
  private restoring: Promise<unknown> = Promise.resolve();
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
    this.demandOpen();
    for (const page of this.reader.pages(options)) {
      yield* page;
      await turn();
      this.demandOpen();
    }
  }

  async *indexEntries(): AsyncGenerator<IndexEntry> {
    this.demandOpen();
    for (const page of this.reader.indexPages()) {
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

  async tryWriting(): Promise<void> {
    this.demandOpen();
    await this.log.file
      .transaction(() => this.log.file.fillRoom())
      .catch((error: unknown) => {
        throw whyUnavailable(error);
      });
  }

  restoreCheck(): RestoreCheck {
    return (event) => void restoredText(event);
  }

  async restore(events: readonly StoredEvent[]): Promise<void> {
    this.demandOpen();
    const restoration = new Restoration(this.log.file, events.map(restoredText));
    await this.write(() => restoration.write());
    if (restoration.refusal) throw restoration.refusal;
    this.feed.reached(restoration.head);
  }

  async restorationUnderWay(): Promise<RestorationMark | undefined> {
    this.demandOpen();
    return this.log.file.restorationMark();
  }

  async markRestoration(mark: RestorationMark | undefined): Promise<void> {
    this.demandOpen();
    await this.write(() => this.log.file.putRestorationMark(mark));
  }

  otherProcesses(): readonly number[] {
    this.demandOpen();
    return this.log.file.readers().filter((process) => process !== pid);
  }

  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async write(work: () => void): Promise<void> {
    const written = this.log.file.transaction(work);
    this.restoring = Promise.allSettled([this.restoring, written]);
    await written.catch((error: unknown) => {
      throw whyUnavailable(error);
    });
  }

  private async shutDown(): Promise<void> {
    await this.feed.close();
    await this.commits.drained();
    await this.restoring;
    await this.log.close();
  }

  private demandOpen(): void {
    if (this.closing) throw new StoreUnavailable('The log has been closed');
  }
}
