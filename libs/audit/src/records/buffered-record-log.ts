import { setTimeout as delay } from 'node:timers/promises';
import { RecordBatch } from './record-batch';
import type { RecordKind } from './record-kind';
import type { RecordWitness, RecordWriter } from './record-writer';

/** How long records gather before they are written, in milliseconds. */
const GATHERING_MS = 50;

/** How many may wait for a log that cannot be written, so that it does not take the service's memory with it. */
export const MAX_WAITING = 50_000;

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Answers do not wait for this log. A batch that cannot be written is tried again until it is, or until the log is closed; what
 * finds no room meanwhile is lost, and told so at the next try.
 */
export class BufferedRecordLog<Kept> {
  private readonly waiting: Kept[] = [];
  private withoutRoom = 0;
  private writing: Promise<void> | null = null;
  private readonly closing = new AbortController();

  constructor(
    private readonly kind: RecordKind<Kept>,
    private readonly writer: RecordWriter<Kept>,
    private readonly witness: Pick<RecordWitness, 'lost'>,
  ) {}

  record(record: Kept): void {
    if (this.waiting.length < MAX_WAITING) this.waiting.push(record);
    else this.withoutRoom += 1;
    this.writing ??= this.writeAll();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.writing;
  }

  private async writeAll(): Promise<void> {
    await this.pause(GATHERING_MS);
    while (this.waiting.length > 0) await this.persist(RecordBatch.takenFrom(this.waiting, this.kind));
    this.writing = null;
  }

  private async persist(batch: RecordBatch<Kept>): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const isWritten = await this.tryWriting(batch);
      this.reportLost(this.withoutRoom);
      this.withoutRoom = 0;
      if (isWritten) return;
      if (this.closing.signal.aborted) return this.giveUp(batch);
      await this.pause(pause);
    }
  }

  private tryWriting(batch: RecordBatch<Kept>): Promise<boolean> {
    return this.writer.write(batch).then(
      () => true,
      () => false,
    );
  }

  /** The log did not answer the last time that there was: it is not asked once for every batch that waits. */
  private giveUp(batch: RecordBatch<Kept>): void {
    this.reportLost(batch.records.length + this.waiting.splice(0).length);
  }

  private reportLost(records: number): void {
    if (records > 0) this.witness.lost(records);
  }

  /** Ends at once when the log is closed. */
  private async pause(milliseconds: number): Promise<void> {
    const { signal } = this.closing;
    await delay(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
