import { DamagedEvent } from '#event-store';
import { UnknownHold } from '#retention';

/** What the walk over both logs finds by itself: an event that is damaged, and a hold that cannot be read. */
const REPORTED = [DamagedEvent, UnknownHold] as const;

/** The result of work that cannot be done where an event cannot be read: `null`, where the walk reports that. @throws everything else. */
export async function unlessReported<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (REPORTED.some((reported) => error instanceof reported)) return null;
    throw error;
  }
}
