import { StoreUnavailable, type EventStore } from '#event-store';
import {
  allStamped,
  InvalidNote,
  InvalidTimeStamp,
  isAhead,
  newestCheckpoint,
  openCheckpoint,
  UnreadableCheckpoint,
  verifyTimeStamp,
  type NoteVerifier,
  type ProvedHistory,
  type StampedCheckpoint,
} from '#evidence';
import type { DemandedTimeStamps } from './demanded-time-stamps';

/** Longer than this nothing is without a time stamp, where a day is given from which on there have to be some. */
const LONGEST_DAYS = 3;
const DAY_MS = 86_400_000;

/** A checkpoint, and the time that was stamped on it. */
export interface Timed extends StampedCheckpoint {
  readonly time: number;
}

/** A history, and where it is recorded. */
export interface StampedHistory {
  readonly history: ProvedHistory;
  readonly auditStore: Pick<EventStore, 'readStream'>;
  /** The keys that checkpoints of this history may be signed with. */
  readonly verifiers: readonly NoteVerifier[];
}

/** The good time stamps of a history, the earliest first. What is wrong is reported. @throws StoreUnavailable */
export async function stampsOfHistory(
  stamped: StampedHistory,
  demanded: DemandedTimeStamps,
  report: (fault: string) => void,
): Promise<readonly Timed[]> {
  const good: Timed[] = [];
  for (const one of await readable(stamped, report)) {
    try {
      const time = await timeOf(one, stamped, demanded);
      good.push({ ...one, time });
      if (Date.parse(one.stampedAt) !== time)
        report(
          `${nameOf(one)} is recorded as of ${one.stampedAt}, and is of ${new Date(time).toISOString()}.`,
        );
    } catch (error) {
      if (!(error instanceof InvalidTimeStamp || error instanceof InvalidNote)) throw error;
      report(`${nameOf(one)} proves nothing: ${error.message}`);
    }
  }
  good.sort((one, other) => one.time - other.time);
  const gap = gapIn(counted(good, await newestSize(stamped)), demanded);
  if (gap !== null) report(gap);
  return good;
}

const nameOf = ({ size }: StampedCheckpoint): string =>
  `The time stamp of the checkpoint over ${size} events`;

async function readable(
  { auditStore, history }: StampedHistory,
  report: (fault: string) => void,
): Promise<readonly StampedCheckpoint[]> {
  try {
    return await allStamped(auditStore, history);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    report('The time stamps cannot be read.');
    return [];
  }
}

/** @throws InvalidNote, InvalidTimeStamp when it is of no checkpoint of this history, or of a time that cannot be. */
async function timeOf(
  { checkpoint, size, token }: StampedCheckpoint,
  { verifiers }: StampedHistory,
  { trust, now }: DemandedTimeStamps,
): Promise<number> {
  const signed = openCheckpoint(checkpoint, verifiers);
  if (signed.size !== size) throw new InvalidNote(`The checkpoint is over ${signed.size} events.`);
  const stampedAt = await verifyTimeStamp(token, checkpoint, trust);
  if (isAhead({ stampedAt }, now)) throw new InvalidTimeStamp(`Its time is still to come: ${stampedAt}.`);
  return Date.parse(stampedAt);
}

/** How much the newest checkpoint covers. One that cannot be read is reported where checkpoints are. @throws StoreUnavailable */
async function newestSize({ auditStore, history }: StampedHistory): Promise<number | null> {
  try {
    return (await newestCheckpoint(auditStore, history))?.size ?? null;
  } catch (error) {
    if (error instanceof UnreadableCheckpoint) return null;
    throw error;
  }
}

/** Those that keep what is new from being signed again later: an old checkpoint that is stamped again and again keeps nothing. */
function counted(good: readonly Timed[], newest: number | null): readonly Timed[] {
  let most = -1;
  return good.filter(({ size }) => {
    const isMore = size > most;
    most = Math.max(most, size);
    return isMore || size === newest;
  });
}

/** The first time without a time stamp that is too long, in a sentence; `null`: there is none, or nothing is demanded. */
function gapIn(stamps: readonly Timed[], { since, now }: DemandedTimeStamps): string | null {
  if (since === undefined) return null;
  // A clock of an authority may be a little ahead.
  const stamped = stamps.map(({ time }) => Math.min(time, now)).filter((time) => time >= since);
  const times = [since, ...stamped, now];
  const at = times.findIndex((time, place) => place > 0 && time - times[place - 1]! > LONGEST_DAYS * DAY_MS);
  if (at < 0) return null;
  const [from, to] = [times[at - 1]!, times[at]!].map((time) => new Date(time).toISOString());
  return `There is no time stamp between ${from} and ${to}: what was signed then may have been signed again later.`;
}
