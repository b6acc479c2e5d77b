import { StoreUnavailable, type EventStore, type ExpectedRevision } from '#event-store';
import type { DecisionBatch } from './decision-batch';

/** So many races lost in a row are no race but a fault. */
const MAX_RACES = 200;

/** What a witness hears of the writing of decisions. */
export interface DecisionWitness {
  /** A batch is in the log; it took so many seconds. */
  recorded(decisions: number, seconds: number): void;
  /** A batch could not be written, or it is unknown whether it was. */
  failed(decisions: number, error: Error): void;
  /** Decisions that were answered are in no log, and never will be. */
  lost(decisions: number): void;
}

/**
 * Appends batches, one at a time. Each is appended at a stated revision, because only then can a log know for certain that it has
 * the batch already; the revision is remembered, so that a batch costs one append, and nothing is read.
 */
export class DecisionWriter {
  private lastWritten: { readonly stream: string; readonly revision: number } | null = null;

  constructor(
    private readonly store: Pick<EventStore, 'append'>,
    private readonly witness: DecisionWitness,
  ) {}

  /**
   * Resolves when the batch is durable.
   * @throws StoreUnavailable, after which the same batch may be written again.
   */
  async write(batch: DecisionBatch): Promise<void> {
    const begun = performance.now();
    try {
      await this.append(batch);
    } catch (error) {
      this.witness.failed(batch.decisions.length, error as Error);
      throw error;
    }
    this.witness.recorded(batch.decisions.length, (performance.now() - begun) / 1000);
  }

  private async append(batch: DecisionBatch): Promise<void> {
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
