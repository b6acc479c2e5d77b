import type { StreamingRead } from '@eventstore/db-client';
import { NoAnswerInTime } from './time-limit';

/**
 * All that a read gives, or an error when nothing comes for so many milliseconds. The client's reads have no deadline of their
 * own, and their errors must be caught before anyone iterates.
 */
export async function collect<E>(read: StreamingRead<E>, milliseconds: number): Promise<E[]> {
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
