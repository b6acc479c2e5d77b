import { join } from 'node:path';
import { decodeOrReport, isUnreadable, type Instant } from '#consent';
import { DamagedEvent, type EventStore, type StoredEvent } from '#event-store';
import type { Clock, Config, Logger } from '#platform';
import { LedgerTime } from './ledger-time';
import { MarkFile, type Marks } from './mark-file';

const MINUTE = 60_000;

/** How far behind the clock may be at a start, in milliseconds. */
const TOLERATED = 10 * MINUTE;

/** How many of the newest events are looked at for the time of their record. */
const NEWEST = 100;

/** The clock of the machine is far behind what the ledger has answered or recorded, or was far ahead when it did. */
export class ClockBehind extends Error {
  override readonly name = 'ClockBehind';
}

/** The time of a ledger, from the wall clock and from what is kept in its folder and its log. @throws ClockBehind, MarkUnreadable */
export async function openLedgerTime(
  { store }: { readonly store: Pick<EventStore, 'readAll'> },
  config: Config,
  wall: Clock,
  log: Logger,
): Promise<LedgerTime> {
  const file = MarkFile.open(join(config.DATA_DIR, 'clock', 'mark'));
  try {
    const recorded = await latestRecord(store);
    file.write(startingMarks({ ...file.read(), recorded, now: wall() }, config, log));
    file.flushNow();
    return new LedgerTime(file, wall, log);
  } catch (error) {
    file.close();
    throw error;
  }
}

function startingMarks(
  { mark, givenUp, recorded, now }: Marks & { readonly recorded: Instant; readonly now: Instant },
  { CLOCK_WAS_WRONG_AT: wrong }: Config,
  log: Logger,
): Marks {
  const latest = Math.max(mark, recorded <= givenUp ? 0 : recorded);
  if (latest <= now + TOLERATED) return { mark: latest, givenUp };
  const times = { givenUp: new Date(latest).toISOString(), now: new Date(now).toISOString() };
  if (latest !== wrong) throw new ClockBehind(explained(times));
  log.warn('An earlier time of the ledger is given up, as CLOCK_WAS_WRONG_AT says.', times);
  return { mark: now, givenUp: latest };
}

const explained = (times: { readonly givenUp: string; readonly now: string }): string =>
  `The clock of this machine says ${times.now}, and the ledger has already answered or recorded at ${times.givenUp}. ` +
  'Set the clock right. If it is right now, and was wrong then, stop every process of the ledger, and start with ' +
  `CLOCK_WAS_WRONG_AT=${times.givenUp}: what was refused or has ended because of the wrong time may then be answered yes again.`;

/** The latest time at which one of the newest events was recorded, as far as they can be read; 0 when there is none. */
async function latestRecord(store: Pick<EventStore, 'readAll'>): Promise<Instant> {
  let latest = 0;
  try {
    for await (const stored of store.readAll({ direction: 'backwards', limit: NEWEST }))
      latest = Math.max(latest, recordedAt(stored));
  } catch (error) {
    if (!(error instanceof DamagedEvent)) throw error;
  }
  return latest;
}

function recordedAt(stored: StoredEvent): Instant {
  const read = decodeOrReport(stored);
  return read === null || isUnreadable(read) ? 0 : read.event.recordedAt;
}
