import type { StreamingRead } from '@eventstore/db-client';
import { StoreUnavailable } from '../event-store';
import type { KnownHistory } from './known-history';
import { NoAnswerInTime, retried, type TimeLimits } from './time-limit';

/** Makes reads, each as often as it takes. */
export class Reads {
  private closed = false;

  constructor(
    private readonly limits: TimeLimits,
    private readonly history: KnownHistory,
  ) {}

  close(): void {
    this.closed = true;
  }

  /** @throws StoreUnavailable, or what the server answers instead. */
  attempted<E>(read: () => StreamingRead<E>, total = this.limits.total): Promise<E[]> {
    return retried({ ...this.limits, total }, 'the log cannot be read', async (milliseconds) => {
      if (this.closed) throw new StoreUnavailable('the store is closed');
      this.history.demandWhole();
      return collect(read(), milliseconds);
    });
  }
}

/**
 * All that a read gives, or an error when nothing comes for so many milliseconds. The client's reads have no deadline of their
 * own, and their errors must be caught before anyone iterates.
 */
async function collect<E>(read: StreamingRead<E>, milliseconds: number): Promise<E[]> {
  const found: E[] = [];
  const timer = setTimeout(() => read.destroy(new NoAnswerInTime(milliseconds)), milliseconds);
  read.on('error', (error) => read.destroy(error));
  try {
    for await (const event of read) {
      found.push(event);
      timer.refresh();
    }
    return found;
  } catch (error) {
    read.cancel().catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
