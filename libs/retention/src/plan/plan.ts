import { createHash } from 'node:crypto';
import { dateOf, dayOf, removalIn, type Day } from '#audit';
import type { Instant } from '#consent';
import type { EventStore } from '#event-store';
import { canonicalJson } from '#platform';
import type { Hold } from '../holds/hold';
import { activeHolds, readHolds } from '../holds/holds';
import { Consents } from './about-records';
import { DayTally, kindOfDay, type DayContent } from './day-content';
import { dayOfDate, firstKeptDay } from './lapse';
import { RelatedPatients } from './related-patients';

/** A day whose time is over, and which holds keep it all the same. It is removed or kept whole. */
export type LapsedDay = DayContent;

export interface RetentionPlan {
  /** How many years records are kept at least; `null`: for ever, so nothing lapses. */
  readonly years: number | null;
  /** Records of days before this one have lapsed; `null`: of none. */
  readonly before: string | null;
  /** Only days before this one were asked for, although later ones may have lapsed; `null`: all were. */
  readonly onlyBefore: string | null;
  /** The earliest first, and of a day the checks first. */
  readonly days: readonly LapsedDay[];
  /** Holds that keep something now. */
  readonly holds: readonly Hold[];
  /** SHA-256 in hexadecimal over all of this: a plan with the same digest removes the same. */
  readonly digest: string;
}

/** What a plan is made from. */
export interface PlanSources {
  readonly store: Pick<EventStore, 'readStream' | 'readAll'>;
  readonly auditStore: Pick<EventStore, 'readAll'>;
  readonly years: number | null;
  readonly now: Instant;
  /** Such as `2020-01-01`. It can make a plan smaller, and never larger. */
  readonly onlyBefore?: string | null;
}

/**
 * Finds what has lapsed and what holds keep of it; changes nothing. The log of records is read once, in its order: which days there
 * are, only the log itself says for certain, and a clock that was wrong has put some elsewhere. What was removed is not in a plan.
 * @throws StoreUnavailable, DamagedEvent, UnknownHold, UnknownDecisions, UnknownAccesses
 */
export async function planRetention({
  store,
  auditStore,
  years,
  now,
  onlyBefore = null,
}: PlanSources): Promise<RetentionPlan> {
  const holds = activeHolds(await readHolds(store));
  if (years === null) return sealed({ years, before: null, onlyBefore, days: [], holds });
  const firstByYears = firstKeptDay(now, years);
  const first = Math.min(firstByYears, endOf(onlyBefore));
  const sources = { holds, consents: new Consents(store), related: await RelatedPatients.from(store, holds) };
  const tallies = new Map<string, DayTally>();
  for await (const batch of auditStore.readAll()) {
    const of = kindOfDay(batch.stream);
    if (!of || of.day >= first || removalIn(batch)) continue;
    const tally = tallies.get(batch.stream) ?? new DayTally(of, sources);
    tallies.set(batch.stream, tally);
    await tally.add(batch);
  }
  const lapsed = [...tallies.values()].filter(({ latest }) => dayOf(latest) < first);
  const days = lapsed.map((tally) => tally.content());
  days.sort((one, other) => one.day.localeCompare(other.day) || one.kind.localeCompare(other.kind));
  return sealed({ years, before: dateOf(firstByYears), onlyBefore, days, holds });
}

/** The first day that the date of a plan leaves out. */
const endOf = (onlyBefore: string | null): Day => (onlyBefore === null ? Infinity : dayOfDate(onlyBefore));

/** Whether its records would be removed. */
export const isReleased = ({ keptBy }: LapsedDay): boolean => keptBy.length === 0;

/** How many days there are, and how many records. */
export const totalOf = (
  days: readonly Pick<DayContent, 'day' | 'records'>[],
): { readonly days: number; readonly records: number } => ({
  days: new Set(days.map(({ day }) => day)).size,
  records: days.reduce((sum, { records }) => sum + records, 0),
});

function sealed(plan: Omit<RetentionPlan, 'digest'>): RetentionPlan {
  const { years, onlyBefore, days } = plan;
  const holds = plan.holds.map(({ placed }) => placed.holdId);
  const all = { years, ...(onlyBefore !== null && { onlyBefore }), days, holds };
  const digest = createHash('sha256').update(canonicalJson(all)).digest('hex');
  return { ...plan, digest };
}
