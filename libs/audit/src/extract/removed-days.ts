import type { StoredEvent } from '#event-store';
import { dayInStream, runsOfDays, type Removed } from '../records';
import type { RemovedEntry } from './extract-entry';

interface Found extends Pick<RemovedEntry, 'of' | 'removed'> {
  readonly days: Set<string>;
}

/** Gathers the days whose records were removed: one entry for each removal, each kind of records and each run of days. */
export class RemovedDays {
  private readonly found = new Map<string, Found>();

  add(batch: StoredEvent, of: RemovedEntry['of'], removed: Removed): void {
    const key = `${of} ${removed.removalId}`;
    const found = this.found.get(key) ?? { of, removed, days: new Set<string>() };
    this.found.set(key, found);
    found.days.add(dayInStream(batch));
  }

  entries(): readonly RemovedEntry[] {
    return [...this.found.values()].flatMap(({ of, removed, days }) =>
      runsOfDays(days).map(({ first, last }) => ({
        ...{ kind: 'removed' as const, at: Date.parse(`${first}T00:00:00Z`) },
        ...{ of, first, last, removed },
      })),
    );
  }
}
