import { setTimeout as delay } from 'node:timers/promises';
import type { Decision } from './decision';
import { DecisionBatch } from './decision-batch';
import type { DecisionWitness, DecisionWriter } from './decision-writer';

/** How long decisions gather before they are written, in milliseconds. */
const GATHERING_MS = 50;

/** How many may wait for a log that cannot be written, so that it does not take the service's memory with it. */
export const MAX_WAITING = 50_000;

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Answers do not wait for this log. A batch that cannot be written is tried again until it is, or until the log is closed; what
 * finds no room meanwhile is lost, and told so at the next try.
 */
export class BufferedDecisionLog {
  private readonly waiting: Decision[] = [];
  private withoutRoom = 0;
  private writing: Promise<void> | null = null;
  private readonly closing = new AbortController();

  constructor(
    private readonly writer: DecisionWriter,
    private readonly witness: Pick<DecisionWitness, 'lost'>,
  ) {}

  record(decision: Decision): void {
    if (this.waiting.length < MAX_WAITING) this.waiting.push(decision);
    else this.withoutRoom += 1;
    this.writing ??= this.writeAll();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.writing;
  }

  private async writeAll(): Promise<void> {
    await this.pause(GATHERING_MS);
    while (this.waiting.length > 0) await this.persist(DecisionBatch.takenFrom(this.waiting));
    this.writing = null;
  }

  private async persist(batch: DecisionBatch): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const isWritten = await this.tryWriting(batch);
      this.reportLost(this.withoutRoom);
      this.withoutRoom = 0;
      if (isWritten) return;
      if (this.closing.signal.aborted) return this.giveUp(batch);
      await this.pause(pause);
    }
  }

  private tryWriting(batch: DecisionBatch): Promise<boolean> {
    return this.writer.write(batch).then(
      () => true,
      () => false,
    );
  }

  /** The log did not answer the last time that there was: it is not asked once for every batch that waits. */
  private giveUp(batch: DecisionBatch): void {
    this.reportLost(batch.decisions.length + this.waiting.splice(0).length);
  }

  private reportLost(decisions: number): void {
    if (decisions > 0) this.witness.lost(decisions);
  }

  /** Ends at once when the log is closed. */
  private async pause(milliseconds: number): Promise<void> {
    const { signal } = this.closing;
    await delay(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
