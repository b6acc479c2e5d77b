import { decodeOrReport, formatInstant, isUnreadable, type Instant } from '#consent';
import { knownPosition, type EventStore, type Position, type StoredEvent } from '#event-store';
import { BELIEVED_AHEAD } from './believed-ahead';
import type { RecordsInLog } from './days-in-log';
import { EarliestTimes } from './earliest-times';
import type { RunOfRemoval } from './runs-of-removal';

interface Recorded {
  readonly knownPosition: Position;
  readonly at: Instant;
}

/** Something in front of a removal, which was recorded no later than that. */
interface Reference extends Recorded {
  /** The earliest time of a consent's event behind it. */
  readonly earliestBehind: Instant;
}

/** The times at which consents' events were recorded, around runs of removal. */
export class LedgerTimes {
  private constructor(
    private readonly inFront: ReadonlyMap<RunOfRemoval, Recorded>,
    private readonly earliest: EarliestTimes,
  ) {}

  /** Reads the ledger once. @param runs in the order of the log. @throws StoreUnavailable, DamagedEvent */
  static async read(store: Pick<EventStore, 'readAll'>, runs: readonly RunOfRemoval[]): Promise<LedgerTimes> {
    const earliest = new EarliestTimes(runs.map(({ position }) => position));
    const inFront = new Map<RunOfRemoval, Recorded>();
    let newest: Recorded | undefined;
    let passed = 0;
    for await (const stored of store.readAll()) {
      for (; passed < runs.length && runs[passed]!.position <= stored.position; passed += 1)
        if (newest) inFront.set(runs[passed]!, newest);
      const at = recordedAt(stored);
      if (at === null) continue;
      newest = { knownPosition: knownPosition(stored), at };
      earliest.add({ position: stored.position, at });
    }
    return new LedgerTimes(inFront, earliest);
  }

  /** Up to where the ledger had come when what is compared with removals was recorded. */
  get knownPositions(): readonly Position[] {
    return [...this.inFront.values()].map((one) => one.knownPosition);
  }

  /** The newest event of a consent in front of a run, and the run before. */
  referencesOf(run: RunOfRemoval, before: RunOfRemoval | undefined): readonly Reference[] {
    const newest = this.inFront.get(run);
    return [
      ...(newest ? [{ ...newest, earliestBehind: this.earliest.since(run.position) }] : []),
      ...(before ? [this.referenceTo(before)] : []),
    ];
  }

  private referenceTo({ knownPosition: known, recordedAt: at, position }: RunOfRemoval): Reference {
    return { knownPosition: known, at, earliestBehind: this.earliest.since(position) };
  }
}

function recordedAt(stored: StoredEvent): Instant | null {
  const read = decodeOrReport(stored);
  return !read || isUnreadable(read) ? null : read.event.recordedAt;
}

/**
 * A removal that is recorded as of an earlier time than its place in the ledger could leave out days whose time was not over then.
 * A clock that was ahead and was set right (CLOCK_WAS_WRONG_AT) leaves the same order: then others were recorded earlier since, too.
 */
export function faultOfTime(
  run: RunOfRemoval,
  references: readonly Reference[],
  { earliestOfAllSince }: RecordsInLog,
): string | null {
  const later = references.find(({ at, earliestBehind, knownPosition: known }) => {
    const latestBelieved = at - BELIEVED_AHEAD;
    const wasSetRight = Math.min(earliestBehind, earliestOfAllSince(known)) < latestBelieved;
    return run.recordedAt < latestBelieved && !wasSetRight;
  });
  if (!later) return null;
  return `The removal ${run.removalId} is recorded as of ${dayOfInstant(run.recordedAt)}, behind what was recorded on ${dayOfInstant(later.at)}: it is dated back.`;
}

const dayOfInstant = (at: Instant): string => formatInstant(at).slice(0, 10);
