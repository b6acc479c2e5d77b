import { removalIn, type Day } from '#audit';
import type { Instant } from '#consent';
import { NO_POSITION, type EventStore, type Position, type StoredEvent } from '#event-store';
import { kindOfDay, type KindOfDay } from '../plan/day-content';
import { EarliestTimes, type Timed } from './earliest-times';

/**
 * How late a batch was written at least, by those in front of it, whose order and positions are signed: how far the ledger had come,
 * and the latest day of which there were records.
 */
export interface Written {
  readonly reached: Position;
  readonly latestDay: Day;
}

/** What the log of records holds of a kind and day. */
export interface DayInLog {
  readonly of: KindOfDay;
  /** The first batch. */
  readonly first: Written;
  /** The first batch with its records. */
  readonly withRecords?: Written;
  /** The removals in whose name batches are without their records. */
  readonly without: ReadonlySet<string>;
}

/** The log of records, as somebody sees it who asks which removals were honest. */
export interface RecordsInLog {
  /** By stream. */
  readonly days: ReadonlyMap<string, DayInLog>;
  /**
   * The earliest time of a record that was made when the ledger had come to a position; `Infinity`: there is none. The time of the
   * ledger never falls, so a record that is older than one before it is of a clock that was wrong, and says nothing.
   */
  readonly earliestSince: (position: Position) => Instant;
  /** The same, of all records: what was recorded before is later only by a clock that was ahead and was set right. */
  readonly earliestOfAllSince: (position: Position) => Instant;
}

interface Growing extends DayInLog {
  withRecords?: Written;
  readonly without: Set<string>;
}

/** Reads the log of records once. @param positions those that are asked about later. @throws StoreUnavailable, DamagedEvent */
export async function readRecordsInLog(
  auditStore: Pick<EventStore, 'readAll'>,
  positions: readonly Position[],
): Promise<RecordsInLog> {
  const days = new Map<string, Growing>();
  const times = new RecordTimes(positions);
  let written: Written = { reached: NO_POSITION, latestDay: -Infinity };
  for await (const batch of auditStore.readAll()) {
    const of = kindOfDay(batch.stream);
    if (!of) continue;
    let { reached } = written;
    for (const record of timedIn(of, batch)) {
      times.add(record);
      reached = Math.max(reached, record.position);
    }
    written = { ...written, reached };
    const day = days.get(batch.stream) ?? { of, first: written, without: new Set() };
    days.set(batch.stream, day);
    addBatch(day, batch, written);
    written = { reached, latestDay: Math.max(written.latestDay, of.day) };
  }
  return { days, earliestSince: times.believed.since, earliestOfAllSince: times.all.since };
}

function addBatch(day: Growing, batch: StoredEvent, written: Written): void {
  const note = removalIn(batch);
  if (note) day.without.add(note.removalId);
  else day.withRecords ??= written;
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

class RecordTimes {
  readonly all: EarliestTimes;
  readonly believed: EarliestTimes;
  private latest = -Infinity;

  constructor(positions: readonly Position[]) {
    this.all = new EarliestTimes(positions);
    this.believed = new EarliestTimes(positions);
  }

  add(record: Timed): void {
    if (record.position === NO_POSITION) return;
    this.all.add(record);
    if (record.at < this.latest) return;
    this.latest = record.at;
    this.believed.add(record);
  }
}
