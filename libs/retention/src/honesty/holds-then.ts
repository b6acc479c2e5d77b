import { removalIn } from '#audit';
import type { Instant } from '#consent';
import type { EventStore, Position, StoredEvent } from '#event-store';
import type { Hold } from '../holds/hold';
import { activeHolds, readHolds } from '../holds/holds';
import { Consents } from '../plan/about-records';
import { concernOf, isOfDays } from '../plan/concerns';
import type { KindOfDay } from '../plan/day-content';
import { RelatedPatients } from '../plan/related-patients';

type Log = Pick<EventStore, 'readStream' | 'readAll'>;

/** How many batches of a day are read at a time. */
const PAGE = 100;

/** A day whose records are there. */
export interface DayThere {
  readonly of: KindOfDay;
  readonly stream: string;
  readonly auditStore: Pick<EventStore, 'readStream'>;
}

/** The holds that were in force when something was written to the ledger. */
export class HoldsThen {
  private readonly consents: Consents;
  /** Read when a day is looked at: the whole ledger is read for it, so once at most. */
  private related: Promise<RelatedPatients> | undefined;

  private constructor(
    private readonly store: Log,
    private readonly holds: readonly Hold[],
  ) {
    this.consents = new Consents(store);
  }

  /** @throws UnknownHold, StoreUnavailable */
  static async at(store: Log, position: Position): Promise<HoldsThen> {
    return new HoldsThen(before(store, position), await holdsAt(store, position));
  }

  /** A hold that keeps the day whatever its records are about. */
  onAllOf = (day: string): Hold | undefined =>
    this.thatMayKeep(day).find(({ placed }) => placed.subject.kind === 'case');

  /** The holds that keep the day if its records concern them. */
  thatMayKeep = (day: string): readonly Hold[] => this.holds.filter((hold) => isOfDays(hold, day));

  /**
   * Whether a day was kept: by a hold that one of its records concerns, or by a record whose own time was not over. A batch that
   * cannot be read may be about anybody. Reads no further than it has to.
   * @throws StoreUnavailable, DamagedEvent
   */
  async kept(day: DayThere, isOver: (at: Instant) => boolean): Promise<boolean> {
    if (this.onAllOf(day.of.date)) return true;
    const holds = this.thatMayKeep(day.of.date);
    for await (const batch of batchesOf(day)) {
      const records = recordsIn(day.of, batch);
      if (!records || records.some((record) => !isOver(day.of.kind.records.at(record)))) return true;
      if (holds.length > 0 && (await this.isConcerned(holds, day.of, records))) return true;
    }
    return false;
  }

  private async isConcerned(
    holds: readonly Hold[],
    { kind }: KindOfDay,
    records: readonly unknown[],
  ): Promise<boolean> {
    const related = await (this.related ??= RelatedPatients.from(this.store, this.holds));
    for (const record of records) {
      const about = await kind.about(record as never, this.consents);
      if (holds.some((hold) => concernOf(hold, about, related) !== 'no')) return true;
    }
    return false;
  }
}

/** The holds that were in force before a position. @throws UnknownHold, StoreUnavailable */
export const holdsAt = async (
  store: Pick<EventStore, 'readStream'>,
  position: Position,
): Promise<readonly Hold[]> => activeHolds(await readHolds({ readStream: readBefore(store, position) }));

/** The holds in force now that were placed behind a position. @throws UnknownHold, StoreUnavailable */
export async function holdsPlacedSince(
  store: Pick<EventStore, 'readStream'>,
  position: Position,
): Promise<readonly Hold[]> {
  const then = await readHolds({ readStream: readBefore(store, position) });
  const known = new Set(then.map(({ placed }) => placed.holdId));
  return activeHolds(await readHolds(store)).filter(({ placed }) => !known.has(placed.holdId));
}

/** The batches of a day that have their records. */
async function* batchesOf({ stream, auditStore }: DayThere): AsyncGenerator<StoredEvent> {
  for (let from = 0, isWhole = false; !isWhole; from += PAGE) {
    const page = await auditStore.readStream(stream, { from, limit: PAGE });
    yield* page.filter((one) => !removalIn(one));
    isWhole = page.length < PAGE;
  }
}

/** `null` for a batch that cannot be read: it is a finding of its own. */
function recordsIn({ kind }: KindOfDay, batch: StoredEvent): readonly unknown[] | null {
  try {
    return kind.records.decode(batch);
  } catch {
    return null;
  }
}

/** A log as it was before a position. */
const before = (store: Log, position: Position): Log => ({
  readStream: readBefore(store, position),
  readAll: () => upTo(store, position),
});

const readBefore =
  (store: Pick<EventStore, 'readStream'>, position: Position): Log['readStream'] =>
  async (...asked) => {
    const events = await store.readStream(...asked);
    return events.filter((event) => event.position < position);
  };

async function* upTo(store: Log, position: Position): AsyncGenerator<StoredEvent> {
  for await (const event of store.readAll()) {
    if (event.position >= position) return;
    yield event;
  }
}
