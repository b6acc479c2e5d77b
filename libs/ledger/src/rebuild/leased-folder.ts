import type { Transaction } from 'lmdb';
import type { DerivedDataFolder } from '../derived-data-folder';
import type { ReadModelTables } from '../read-model-tables';
import { Lease } from './lease';
import { asBytes, type StoredRows } from './stored-rows';

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

  /** A process that has lost the lease writes nothing. @throws RebuildUnderWay */
  async write<Seen = void>(work: () => void, afterwards?: () => Seen): Promise<Seen> {
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
