import { StoreUnavailable, type EventStore, type ExpectedRevision } from '#event-store';
import type { RecordBatch } from './record-batch';

/** So many races lost in a row are no race but a fault. */
const MAX_RACES = 200;

/** What a witness hears of the writing of records. */
export interface RecordWitness {
  /** A batch is in the log; it took so many seconds. */
  recorded(records: number, seconds: number): void;
  /** A batch could not be written, or it is unknown whether it was. */
  failed(records: number, error: Error): void;
  /** Records of what was answered are in no log, and never will be. */
  lost(records: number): void;
}

/**
 * Appends batches, one at a time. Each is appended at a stated revision, because only then can a log know for certain that it has
 * the batch already; the revision is remembered, so that a batch costs one append, and nothing is read.
 */
export class RecordWriter<Kept> {
  private lastWritten: { readonly stream: string; readonly revision: number } | null = null;

  constructor(
    private readonly store: Pick<EventStore, 'append'>,
    private readonly witness: RecordWitness,
  ) {}

  /**
   * Resolves when the batch is durable.
   * @throws StoreUnavailable, after which the same batch may be written again.
   */
  async write(batch: RecordBatch<Kept>): Promise<void> {
    const begun = performance.now();
    try {
      await this.append(batch);
    } catch (error) {
      this.witness.failed(batch.records.length, error as Error);
      throw error;
    }
    this.witness.recorded(batch.records.length, (performance.now() - begun) / 1000);
  }

  private async append(batch: RecordBatch<Kept>): Promise<void> {
    const { stream, event } = batch;
    for (let attempt = 0; attempt < MAX_RACES; attempt++) {
      batch.triedAt ??= this.expectedOf(stream);
      const result = await this.store.append(stream, batch.triedAt, [event]);
      if (result.ok) {
        this.lastWritten = { stream, revision: result.revision };
        return;
      }
      batch.triedAt = result.actual ?? 'no-stream';
    }
    throw new StoreUnavailable(`${stream} was written by others ${MAX_RACES} times in a row.`);
  }

  private expectedOf(stream: string): ExpectedRevision {
    return this.lastWritten?.stream === stream ? this.lastWritten.revision : 'no-stream';
  }
}
