import { setTimeout as wait } from 'node:timers/promises';
import type { Transaction } from 'lmdb';
import type { DerivedDataFolder } from '../derived-data-folder';
import type { ReadModelTables } from '../read-model-tables';
import { Lease } from './lease';
import { asBytes, type StoredRows } from './stored-rows';

/**
 * What LMDB gives up leaves nothing of the transaction: the disk was full for a moment, or it lost its way in its own list of free
 * pages, which it reads again after that (seen once, beside a busy service). A rebuild of hours does not end of it: it waits this
 * long, in milliseconds, and tries again; after the last of these, it ends.
 */
const PAUSES_MS = [100, 200, 400, 800, 1_600];

/** The read models' folder, for the one process that may rebuild them. */
export class LeasedFolder<Event> {
  private readonly stopping = new AbortController();

  private constructor(
    private readonly folder: DerivedDataFolder<ReadModelTables<Event>>,
    private readonly lease: Lease,
  ) {}

  /** @throws RebuildUnderWay */
  static async of<Event>(folder: DerivedDataFolder<ReadModelTables<Event>>): Promise<LeasedFolder<Event>> {
    return new LeasedFolder(folder, await Lease.take(folder));
  }

  /** As they are now. */
  get tables(): ReadModelTables<Event> {
    this.folder.environment.resetReadTxn();
    return this.folder.content;
  }

  isShared(): boolean {
    return this.folder.isShared();
  }

  /** Work that is under way ends at its next step: nothing may read from a folder that is being closed. */
  stop(): void {
    this.stopping.abort();
  }

  /** @throws when it was asked to stop. */
  readonly demandGoingOn = (): void => this.stopping.signal.throwIfAborted();

  /**
   * A process that has lost the lease writes nothing. `work` runs again, in a new transaction, when LMDB could not finish the one
   * before. @throws RebuildUnderWay
   */
  async write<Seen = void>(work: () => void, afterwards?: () => Seen): Promise<Seen> {
    for (const pauseMs of PAUSES_MS) {
      try {
        return await this.writeOnce(work, afterwards);
      } catch (error) {
        if (!isOfLmdb(error)) throw error;
        await wait(pauseMs);
      }
    }
    return this.writeOnce(work, afterwards);
  }

  private writeOnce<Seen>(work: () => void, afterwards?: () => Seen): Promise<Seen> {
    this.demandGoingOn();
    return this.folder.write<Seen>(() => {
      this.lease.demand();
      work();
    }, afterwards);
  }

  bytesOf(table: string): Promise<StoredRows> {
    return this.folder.openTable<Uint8Array, Uint8Array>({ name: table, ...asBytes });
  }

  /** The folder as it is now, for as long as it is not done with. */
  snapshot(): Transaction {
    this.folder.environment.resetReadTxn();
    return this.folder.environment.useReadTransaction();
  }

  /** Lets others rebuild. */
  async release(): Promise<void> {
    await this.lease.release();
  }
}

/** Errors of LMDB and of the system beneath it have a number for a code; those of Node have a word. */
export const isOfLmdb = (error: unknown): boolean => typeof (error as { code?: unknown }).code === 'number';
