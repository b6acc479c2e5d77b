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
  /** Hears once, when it is seen that the log's files were removed or exchanged under this process, what happened and what to do. */
  readonly onDisplaced?: (message: string) => void;
  /** Opens a log that this user may not write, or that is on a read-only file system, to be read only. Then nobody may write to it. */
  readonly mayOnlyRead?: boolean;
}

const APPEND_TIMEOUT = 10_000;
const LOOK_EVERY = 1000;

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
  private displacement: string | undefined;
  private readonly watch: NodeJS.Timeout;

  private constructor(
    private readonly log: OpenedLog,
    { appendTimeout = APPEND_TIMEOUT, onDisplaced }: EmbeddedOptions,
  ) {
    this.reader = new LogReader(log.file);
    this.feed = new Feed(this.reader);
    this.commits = new CommitQueue(log.file, (head) => this.feed.reached(head), appendTimeout);
    this.watch = setInterval(() => this.look(onDisplaced), LOOK_EVERY).unref();
  }

  /** Opens the log in the directory, or begins one there when it is empty. @throws StoreOpenError */
  static async open(directory: string, options: EmbeddedOptions = {}): Promise<EmbeddedEventStore> {
    return new EmbeddedEventStore(openLog(directory, options.mayOnlyRead), options);
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

  async streamPositions(
    stream: string,
    options: { readonly from: number; readonly limit: number },
  ): Promise<readonly Position[]> {
    this.demandOpen();
    return this.reader.positionsOf(stream, options);
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

  private look(onDisplaced: EmbeddedOptions['onDisplaced']): void {
    const before = this.displacement;
    this.displacement = this.log.file.displacement();
    if (this.displacement && !before) onDisplaced?.(this.displacement);
  }

  private async shutDown(): Promise<void> {
    clearInterval(this.watch);
    await this.feed.close();
    await this.commits.drained();
    await this.restoring;
    await this.log.close();
  }

  private demandOpen(): void {
    if (this.closing) throw new StoreUnavailable('The log has been closed');
    const { file } = this.log;
    const displacement = file.isSnapshot ? file.displacement() : this.displacement;
    if (displacement) throw new StoreUnavailable(displacement);
  }
}
