import type { StoredEvent } from '#event-store';
import { dayInStream, type Removed } from '../records';
import type { RemovedEntry } from './extract-entry';

/** Gathers the days whose records were removed: one entry for each removal and each kind of records. */
export class RemovedDays {
  private readonly found = new Map<string, RemovedEntry>();

  add(batch: StoredEvent, of: RemovedEntry['of'], removed: Removed): void {
    const key = `${of} ${removed.removalId}`;
    const day = dayInStream(batch);
    const known = this.found.get(key);
    const days = [day, ...(known ? [known.first, known.last] : [])].sort();
    const [first, last] = [days[0]!, days.at(-1)!];
    this.found.set(key, { kind: 'removed', at: Date.parse(`${first}T00:00:00Z`), of, first, last, removed });
  }

  entries(): readonly RemovedEntry[] {
    return [...this.found.values()];
  }
}
