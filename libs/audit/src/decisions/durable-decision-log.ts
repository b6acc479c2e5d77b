import { setImmediate as turn } from 'node:timers/promises';
import { StoreUnavailable } from '#event-store';
import type { Decision } from './decision';
import { DecisionBatch } from './decision-batch';
import type { DecisionWriter } from './decision-writer';

/** Decisions that are written together, and what their answers wait for. */
class Gathering {
  readonly decisions: Decision[] = [];
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

/** Group commit: while one append is on its way, everything that is decided meanwhile gathers for the next one. */
export class DurableDecisionLog {
  private gathering: Gathering | null = null;
  private writing: Promise<void> | null = null;
  private isClosed = false;

  constructor(private readonly writer: DecisionWriter) {}

  /** Resolves when the decision is durable. @throws StoreUnavailable */
  record(decision: Decision): Promise<void> {
    if (this.isClosed) return Promise.reject(new StoreUnavailable('The decision log has been closed.'));
    this.gathering ??= new Gathering();
    this.gathering.decisions.push(decision);
    this.writing ??= this.writeAll();
    return this.gathering.written;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.writing;
  }

  /** What is decided in the same turn of the event loop goes along with the first. */
  private async writeAll(): Promise<void> {
    await turn();
    for (let next = this.taken(); next; next = this.taken()) await this.writeTogether(next);
    this.writing = null;
  }

  private taken(): Gathering | null {
    const { gathering } = this;
    this.gathering = null;
    return gathering;
  }

  /** Who has waited behind a log that does not answer is told so with the others: waiting for it again would take as long. */
  private async writeTogether({ decisions, resolve, reject }: Gathering): Promise<void> {
    try {
      while (decisions.length > 0) await this.writer.write(DecisionBatch.takenFrom(decisions));
      resolve();
    } catch (error) {
      reject(error);
      this.taken()?.reject(error);
    }
  }
}
