import { removalIn } from '#audit';
import { NO_POSITION, type EventStore, type Position, type StoredEvent } from '#event-store';
import { kindOfDay, type KindOfDay } from '../plan/day-content';

/**
 * What the log of records holds of a kind and day. `since` is how far the ledger had come at least when the first such batch was
 * written, by the records up to it: their order and their positions are signed.
 */
export interface DayInLog {
  readonly of: KindOfDay;
  /** The first batch with its records. */
  readonly withRecords?: Position;
  /** The first batch without its records, by the removal in whose name they are gone. */
  readonly without: ReadonlyMap<string, Position>;
}

/** The log of records, as somebody sees it who asks which removals were honest. */
export interface RecordsInLog {
  /** By stream. */
  readonly days: ReadonlyMap<string, DayInLog>;
  /**
   * The earliest time of a record that was made when the ledger had come to a position; `Infinity`: there is none. The time of the
   * ledger never falls, so a record that is older than one before it is of a clock that was wrong, and says nothing.
   */
  readonly earliestSince: (position: Position) => number;
}

interface Growing extends DayInLog {
  withRecords?: Position;
  readonly without: Map<string, Position>;
}

/** A record with its place in time, twice. */
interface Timed {
  readonly position: Position;
  readonly at: number;
}

/** Reads the log of records once. @param positions those that are asked about later. @throws StoreUnavailable, DamagedEvent */
export async function readRecordsInLog(
  auditStore: Pick<EventStore, 'readAll'>,
  positions: readonly Position[],
): Promise<RecordsInLog> {
  const days = new Map<string, Growing>();
  const earliest = new EarliestTimes(positions);
  let reached = NO_POSITION;
  for await (const batch of auditStore.readAll()) {
    const of = kindOfDay(batch.stream);
    if (!of) continue;
    for (const record of timedIn(of, batch)) {
      earliest.add(record);
      reached = Math.max(reached, record.position);
    }
    const day = days.get(batch.stream) ?? { of, without: new Map() };
    days.set(batch.stream, day);
    addBatch(day, batch, reached);
  }
  return { days, earliestSince: earliest.since };
}

function addBatch(day: Growing, batch: StoredEvent, reached: Position): void {
  const note = removalIn(batch);
  if (!note) day.withRecords ??= reached;
  else if (!day.without.has(note.removalId)) day.without.set(note.removalId, reached);
}

/** None of a batch that cannot be read: it is a finding of its own. */
function timedIn({ kind: { records } }: KindOfDay, batch: StoredEvent): readonly Timed[] {
  if (removalIn(batch)) return [];
  try {
    return records
      .decode(batch)
      .map((record) => ({ position: (record as Timed).position, at: records.at(record) }));
  } catch {
    return [];
  }
}

/** The earliest time at or after each of some positions, in the memory that these take. */
class EarliestTimes {
  private readonly positions: readonly Position[];
  private readonly times: number[];
  private latest = -Infinity;

  constructor(positions: readonly Position[]) {
    this.positions = [...new Set(positions)].sort((one, other) => one - other);
    this.times = this.positions.map(() => Infinity);
  }

  add({ position, at }: Timed): void {
    if (position === NO_POSITION || at < this.latest) return;
    this.latest = at;
    const place = this.positions.findLastIndex((one) => one <= position);
    if (place >= 0) this.times[place] = Math.min(this.times[place]!, at);
  }

  readonly since = (position: Position): number =>
    Math.min(...this.times.slice(this.positions.indexOf(position)));
}
