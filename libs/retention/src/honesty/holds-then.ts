import { removalIn } from '#audit';
import type { Instant } from '#consent';
import type { EventStore, Position, StoredEvent } from '#event-store';
import type { Hold } from '../holds/hold';
import { activeHolds, readHolds } from '../holds/holds';
import { Consents } from '../plan/about-records';
import { isOfDays } from '../plan/concerns';
import { DayTally, type KindOfDay } from '../plan/day-content';
import { RelatedPatients } from '../plan/related-patients';

type Log = Pick<EventStore, 'readStream' | 'readAll'>;

/** How many batches of a day are read at a time. */
const PAGE = 100;

/** The holds that were in force when something was written to the ledger. */
export class HoldsThen {
  private constructor(
    private readonly store: Log,
    private readonly holds: readonly Hold[],
  ) {}

  /** @throws UnknownHold, StoreUnavailable */
  static async at(store: Log, position: Position): Promise<HoldsThen> {
    const then = before(store, position);
    return new HoldsThen(then, activeHolds(await readHolds(then)));
  }

  /** A hold that keeps the day whatever its records are about. */
  onAllOf = (day: string): Hold | undefined =>
    this.thatMayKeep(day).find(({ placed }) => placed.subject.kind === 'case');

  /** The holds that keep the day if its records concern them. */
  thatMayKeep = (day: string): readonly Hold[] => this.holds.filter((hold) => isOfDays(hold, day));

  /** Whether a day was kept, by its records: they are there. @returns how, and the newest time in them. @throws StoreUnavailable */
  async lookAt(
    of: KindOfDay,
    stream: string,
    auditStore: Pick<EventStore, 'readStream'>,
  ): Promise<{ readonly isKept: boolean; readonly latest: Instant }> {
    const { store, holds } = this;
    const related = await RelatedPatients.from(store, holds);
    const tally = new DayTally(of, { holds, consents: new Consents(store), related });
    for (let from = 0, isWhole = false; !isWhole; from += PAGE) {
      const page = await auditStore.readStream(stream, { from, limit: PAGE });
      for (const batch of page.filter((one) => !removalIn(one))) await tally.add(batch);
      isWhole = page.length < PAGE;
    }
    return { isKept: tally.content().keptBy.length > 0, latest: tally.latest };
  }
}

/** A log as it was before a position. */
const before = (store: Log, position: Position): Log => ({
  readStream: async (...asked) => {
    const events = await store.readStream(...asked);
    return events.filter((event) => event.position < position);
  },
  readAll: () => upTo(store, position),
});

async function* upTo(store: Log, position: Position): AsyncGenerator<StoredEvent> {
  for await (const event of store.readAll()) {
    if (event.position >= position) return;
    yield event;
  }
}
