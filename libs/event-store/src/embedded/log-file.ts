import { open, type Database, type RootDatabase } from 'lmdb';
import { throwCause } from './failures';
import type { Gate } from './gate';
import {
  DamagedEvent,
  LogReadOnly,
  NO_POSITION,
  StoreUnavailable,
  type Position,
  type StoredEvent,
} from '../event-store';
import type { RestorationMark } from '../restorable-store';
import type { OpenFiles } from './open-files';
import { storedEvent } from './stored-text';
import { lastRevision, positionOf, StreamIndex } from './stream-index';

/** More than an append of one event needs: LMDB copies every page on the way to what it changes. */
const ROOM = 'x'.repeat(64 * 1024);

/**
 * The LMDB environment a log is kept in. `overlappingSync` stays off: with it, LMDB lets readers see a transaction before it
 * is on the disk, and a read model could know of an event that a power failure takes back.
 */
export class LogFile {
  readonly events: Database<string, Position>;
  readonly index: StreamIndex;
  private readonly meta: Database<string | number | RestorationMark, string>;

  private constructor(
    readonly root: RootDatabase,
    private readonly gate: Gate | undefined,
    private readonly files: OpenFiles,
  ) {
    this.meta = root.openDB<string | number | RestorationMark, string>('meta', { encoding: 'json' });
    this.events = root.openDB<string, Position>('events', { encoding: 'string' });
    this.index = new StreamIndex(root.openDB<string>('streams', { encoding: 'string' }));
  }

  /** Batching by event turn stays off too: its promise of a failed commit is nobody's, and would end the process. */
  static openRoot(path: string, { readOnly }: { readonly readOnly: boolean }): RootDatabase {
    return open({
      path,
      readOnly,
      overlappingSync: false,
      eventTurnBatching: false,
      noSubdir: false,
      encoding: 'string',
    });
  }

  /** @param gate is absent where the log can only be read. */
  static in(root: RootDatabase, gate: Gate | undefined, files: OpenFiles): LogFile {
    return new LogFile(root, gate, files);
  }

  /** A write transaction; resolves when it is on the disk, in the file that the next start will read. */
  async transaction(work: () => void): Promise<void> {
    this.demandInPlace();
    if (!this.gate) throw new LogReadOnly(this.files.readOnly());
    await this.gate.pass(() => this.root.transaction(work).catch(throwCause));
    this.demandInPlace();
  }

  /** Why the log must not be used: its files are not those at its path any more. */
  displacement(): string | undefined {
    return this.files.fault();
  }

  /** Nothing keeps others from writing to a log that is open without a lock, so each look at it makes sure that nobody has. */
  get isSnapshot(): boolean {
    return this.gate === undefined;
  }

  private demandInPlace(): void {
    const fault = this.displacement();
    if (fault) throw new StoreUnavailable(fault);
  }

  async close(): Promise<void> {
    await this.root.close();
    await this.gate?.close();
  }

  head(): Position {
    return (this.meta.get('head') as number | undefined) ?? NO_POSITION;
  }

  moveHead(position: Position): void {
    void this.meta.put('head', position);
  }

  /** Writes what nobody reads, each time into other pages: it fails where an append would find no room. Only in a write transaction. */
  fillRoom(): void {
    this.meta.putSync('room', ROOM);
  }

  /** Adds an event after all others. Only in a write transaction. */
  put(position: Position, text: string): void {
    const isLast: unknown = this.events.putSync(position, text, { append: true });
    if (isLast !== true) throw new Error(`The log has an event at or after position ${position} already`);
  }

  text(position: Position): string {
    const text = this.events.get(position);
    if (text === undefined) throw missing(position);
    return text;
  }

  /** Looks an event up without reading it. @throws DamagedEvent when nothing is found. */
  demandEvent(position: Position): void {
    if (!this.events.doesExist(position)) throw missing(position);
  }

  event(position: Position): StoredEvent {
    return storedEvent(this.text(position), position);
  }

  /** The processes that read here: each keeps a place in the lock file from its first read on, until it closes the log or dies. */
  readers(): number[] {
    this.root.readerCheck();
    return [...this.root.readerList().matchAll(/^\s*(\d+)/gm)].map(([, process]) => Number(process));
  }

  identity(): { readonly format: number | undefined; readonly ledgerId: string | undefined } {
    return {
      format: this.meta.get('format') as number | undefined,
      ledgerId: this.meta.get('ledgerId') as string | undefined,
    };
  }

  /** The mark of a restoration, as of now: another process may have set it a moment ago. */
  restorationMark(): RestorationMark | undefined {
    this.root.resetReadTxn();
    return this.meta.get('restoration') as RestorationMark | undefined;
  }

  /** Sets the mark, or removes it. Only in a write transaction. */
  putRestorationMark(mark: RestorationMark | undefined): void {
    if (mark) void this.meta.put('restoration', mark);
    else void this.meta.remove('restoration');
  }

  /** Gives a new log its identity, unless another process has just done so. */
  identify(format: number, ledgerId: string): void {
    this.root.transactionSync(() => {
      if (this.meta.get('ledgerId') !== undefined) return;
      void this.meta.put('format', format);
      void this.meta.put('ledgerId', ledgerId);
    });
  }

  /** Whether the log ends with the event its head names, and the index knows of it. */
  isConsistent(): boolean {
    const head = this.head();
    const [last = NO_POSITION] = this.events.getKeys({ reverse: true, limit: 1 });
    if (last !== head || head === NO_POSITION) return last === head;
    return this.isIndexed(head);
  }

  /** A damaged event is told of when it is read, the last one like any other. */
  private isIndexed(position: Position): boolean {
    try {
      const { stream, revision } = this.event(position);
      const newest = this.index.newest(stream);
      if (!newest || lastRevision(newest) !== revision) return false;
      return positionOf(revision, newest) === position;
    } catch (error) {
      if (error instanceof DamagedEvent) return true;
      throw error;
    }
  }
}

const missing = (position: Position): DamagedEvent =>
  new DamagedEvent(position, 'it is named in its stream, and is not there');
