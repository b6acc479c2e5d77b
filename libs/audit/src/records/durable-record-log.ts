import { setImmediate as turn } from 'node:timers/promises';
import { StoreUnavailable } from '#event-store';
import { RecordBatch } from './record-batch';
import type { RecordKind } from './record-kind';
import type { RecordWriter } from './record-writer';

/** Records that are written together, and what their answers wait for. */
class Gathering<Kept> {
  readonly records: Kept[] = [];
  readonly written: Promise<void>;
  resolve!: () => void;
  reject!: (error: unknown) => void;

  constructor() {
    this.written = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}

/** Group commit: while one append is on its way, everything that is recorded meanwhile gathers for the next one. */
export class DurableRecordLog<Kept> {
  private gathering: Gathering<Kept> | null = null;
  private writing: Promise<void> | null = null;
  private isClosed = false;

  constructor(
    private readonly kind: RecordKind<Kept>,
    private readonly writer: RecordWriter<Kept>,
  ) {}

  /** Resolves when the record is durable. @throws StoreUnavailable */
  record(record: Kept): Promise<void> {
    if (this.isClosed) return Promise.reject(new StoreUnavailable('The log of records has been closed.'));
    this.gathering ??= new Gathering();
    this.gathering.records.push(record);
    this.writing ??= this.writeAll();
    return this.gathering.written;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.writing;
  }

  /** What is recorded in the same turn of the event loop goes along with the first. */
  private async writeAll(): Promise<void> {
    await turn();
    for (let next = this.taken(); next; next = this.taken()) await this.writeTogether(next);
    this.writing = null;
  }

  private taken(): Gathering<Kept> | null {
    const { gathering } = this;
    this.gathering = null;
    return gathering;
  }

  /** Who has waited behind a log that does not answer is told so with the others: waiting for it again would take as long. */
  private async writeTogether({ records, resolve, reject }: Gathering<Kept>): Promise<void> {
    try {
      while (records.length > 0) await this.writer.write(RecordBatch.takenFrom(records, this.kind));
      resolve();
    } catch (error) {
      reject(error);
      this.taken()?.reject(error);
    }
  }
}
