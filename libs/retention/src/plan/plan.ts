import { createHash } from 'node:crypto';
import { dateOf, recordedDays } from '#audit';
import type { Instant } from '#consent';
import type { EventStore } from '#event-store';
import { canonicalJson } from '#platform';
import type { Hold } from '../holds/hold';
import { activeHolds, readHolds } from '../holds/holds';
import { Consents } from './concerns';
import { contentOf, recordKinds, type DayContent } from './day-content';
import { firstKeptDay } from './lapse';

/** A day whose time is over, and which holds keep it all the same. It is removed or kept whole. */
export type LapsedDay = DayContent;

export interface RetentionPlan {
  /** How many years records are kept at least; `null`: for ever, so nothing lapses. */
  readonly years: number | null;
  /** Records of days before this one have lapsed; `null`: of none. */
  readonly before: string | null;
  /** The earliest first, and of a day the checks first. */
  readonly days: readonly LapsedDay[];
  /** Holds that keep something now. */
  readonly holds: readonly Hold[];
  /** SHA-256 in hexadecimal over all of this: a plan with the same digest removes the same. */
  readonly digest: string;
}

type Readable = Pick<EventStore, 'readStream'>;

/** What a plan is made from. */
export interface PlanSources {
  readonly store: Readable;
  readonly auditStore: Readable;
  readonly years: number | null;
  readonly now: Instant;
  /** The first day that is looked up: each costs a look. No ledger is older than 2010; what a wrong clock has recorded before is kept. */
  readonly from?: Instant;
}

/** Finds what has lapsed and what holds keep of it; changes nothing. @throws StoreUnavailable, UnknownHold */
export async function planRetention({
  store,
  auditStore,
  years,
  now,
  from = EARLIEST,
}: PlanSources): Promise<RetentionPlan> {
  const holds = activeHolds(await readHolds(store));
  if (years === null) return sealed({ years, before: null, days: [], holds });
  const first = firstKeptDay(now, years);
  const consents = new Consents(store);
  const days: LapsedDay[] = [];
  for (const kind of recordKinds) {
    const span = { from, before: first * DAY_MS };
    for await (const day of recordedDays({ kind: kind.records, auditStore }, span))
      days.push(await contentOf(kind, day, { auditStore, holds, consents }));
  }
  days.sort((one, other) => one.day.localeCompare(other.day));
  return sealed({ years, before: dateOf(first), days, holds });
}

const DAY_MS = 86_400_000;

const EARLIEST = Date.UTC(2010, 0);

/** Whether its records would be removed. */
export const isReleased = ({ keptBy }: LapsedDay): boolean => keptBy.length === 0;

function sealed(plan: Omit<RetentionPlan, 'digest'>): RetentionPlan {
  const { years, days } = plan;
  const holds = plan.holds.map(({ placed }) => placed.holdId);
  const digest = createHash('sha256').update(canonicalJson({ years, days, holds })).digest('hex');
  return { ...plan, digest };
}
