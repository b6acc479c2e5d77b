import type { StreamingRead } from '@eventstore/db-client';
import { StoreUnavailable } from '../event-store';
import { AnsweredCalls } from './answered-calls';
import type { FreshConnections } from './fresh-connections';
import type { KnownHistory } from './known-history';
import { isAnswer, NoAnswerInTime, retried, type TimeLimits } from './time-limit';

/** Makes reads, each as often as it takes. */
export class Reads {
  private readonly answered = new AnsweredCalls();
  private closed = false;

  constructor(
    private readonly limits: TimeLimits,
    private readonly history: KnownHistory,
    private readonly connections: FreshConnections,
  ) {}

  close(): void {
    this.closed = true;
    this.answered.endAll();
  }

  /** @throws StoreUnavailable, or what the server answers instead. */
  attempted<E>(read: () => StreamingRead<E>, total = this.limits.total): Promise<E[]> {
    return retried({ ...this.limits, total }, 'the log cannot be read', async (milliseconds) => {
      if (this.closed) throw new StoreUnavailable('the store is closed');
      this.history.demandWhole();
      return this.made(read, milliseconds);
    });
  }

  private async made<E>(read: () => StreamingRead<E>, milliseconds: number): Promise<E[]> {
    const end = this.connections.watch();
    const found: E[] = [];
    try {
      await this.collect(found, read(), milliseconds);
      end(true);
      return found;
    } catch (error) {
      end(found.length > 0 || !(error instanceof NoAnswerInTime));
      throw error;
    }
  }

  /**
   * Puts all that a read gives into `found`, and fails when nothing comes for so many milliseconds. The client's reads have no
   * deadline of their own, and their errors must be caught before anyone iterates.
   */
  private async collect<E>(found: E[], read: StreamingRead<E>, milliseconds: number): Promise<void> {
    const timer = setTimeout(() => read.destroy(new NoAnswerInTime(milliseconds)), milliseconds);
    read.on('error', (error) => read.destroy(error));
    try {
      for await (const event of read) {
        found.push(event);
        timer.refresh();
      }
    } catch (error) {
      const cancel = () => void read.cancel().catch(() => undefined);
      if (isAnswer(error) && !this.closed) this.answered.endLater(cancel);
      else cancel();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
