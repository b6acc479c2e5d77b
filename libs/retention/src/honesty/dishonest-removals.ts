import { dateOf, dayOf } from '#audit';
import type { EventStore } from '#event-store';
import type { Removal } from '../removal/removal';
import { REMOVALS } from '../removal/removals';
import { BELIEVED_AHEAD } from './believed-ahead';
import { faultOfTime, LedgerTimes } from './dated-back';
import { readRecordsInLog, type DayInLog, type RecordsInLog } from './days-in-log';
import { HoldsThen } from './holds-then';
import { runsIn, type RunOfRemoval } from './runs-of-removal';

/** What `ledger retention apply` would not have done. */
export interface Dishonest {
  /** Which log the stream is in: that of a day, or that of all removals. */
  readonly log: 'audit' | 'ledger';
  readonly stream: string;
  readonly what: string;
}

interface Logs {
  readonly store: Pick<EventStore, 'readStream' | 'readAll'>;
  readonly auditStore: Pick<EventStore, 'readStream' | 'readAll'>;
}

interface Run {
  readonly run: RunOfRemoval;
  readonly holds: HoldsThen;
}

/**
 * Finds removals that somebody has written who did not follow a plan. A plan removes every day whose time was over and that no hold
 * kept then, whole, and no other day; where it says so, only days before a date. Whether the records that are gone concerned a hold
 * on a patient or a care provider, nobody can read any more; but a removal before it that left the day there says so.
 * @throws StoreUnavailable, DamagedEvent, UnknownHold
 */
export async function* dishonestRemovals(
  removals: readonly Removal[],
  logs: Logs,
): AsyncGenerator<Dishonest> {
  const runs: Run[] = [];
  for (const run of runsIn(removals)) runs.push({ run, holds: await HoldsThen.at(logs.store, run.position) });
  if (runs.length === 0) return;
  const times = await LedgerTimes.read(
    logs.store,
    runs.map(({ run }) => run),
  );
  const records = await readRecordsInLog(logs.auditStore, [
    ...runs.map(({ run }) => run.knownPosition),
    ...times.knownPositions,
  ]);
  for (const [at, { run }] of runs.entries()) {
    const what = faultOfTime(run, times.referencesOf(run, runs[at - 1]?.run), records);
    if (what !== null) yield { log: 'ledger', stream: REMOVALS, what };
  }
  for (const [stream, day] of records.days)
    for (const what of await faultsOf({ stream, day, runs, records, logs }))
      yield { log: 'audit', stream, what };
}

interface Judged {
  readonly stream: string;
  readonly day: DayInLog;
  readonly runs: readonly Run[];
  readonly records: RecordsInLog;
  readonly logs: Logs;
}

async function faultsOf(judged: Judged): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const at of judged.runs.keys()) {
    const isGone = isRemovedBy(judged.day, judged.runs[at]!);
    const fault = isGone ? faultOfRemoved(judged, at) : await faultOfLeft(judged, at);
    if (fault !== null) faults.push(fault);
  }
  return faults;
}

const isRemovedBy = ({ without }: DayInLog, { run }: Run): boolean => [...without].some(run.isOf);

function faultOfRemoved(judged: Judged, at: number): string | null {
  const { day, runs, records } = judged;
  const { run, holds } = runs[at]!;
  const certain = holds.onAllOf(day.of.date);
  if (certain) return `Its records were removed while the hold ${certain.placed.holdId} kept the day.`;
  if (day.withRecords && run.isAfter(day.withRecords))
    return 'A part of its records was removed, and others from before are there: a removal is of whole days.';
  if (!run.isOver(day.of.date, records.earliestSince(run.knownPosition) + BELIEVED_AHEAD))
    return 'Its records were removed before its time was over: a call that was recorded after the removal is from before that.';
  if (!run.isAskedFor(day.of.date))
    return `Its records were removed although the plan of the removal ${run.removalId} had only days before ${run.onlyBefore}.`;
  return faultOfKeptBefore(judged, at);
}

/** An earlier run left the day there, so a hold of then kept it; one of those has to be lifted since. */
function faultOfKeptBefore(judged: Judged, at: number): string | null {
  const { day, runs } = judged;
  const { date } = day.of;
  for (const [before, { run, holds }] of runs.slice(0, at).entries()) {
    if (!wasLeftBy(judged, before) || run.lists(judged.stream)) continue;
    const kept = holds.thatMayKeep(date);
    const now = new Set(runs[at]!.holds.thatMayKeep(date).map(({ placed }) => placed.holdId));
    if (kept.length > 0 && kept.every(({ placed }) => now.has(placed.holdId)))
      return `Its records were removed although the removal ${run.removalId} had to leave them there for a hold, and every hold of then was still in force.`;
  }
  return null;
}

/** A run that left a day there whose time was over: a hold must have kept it. */
async function faultOfLeft(judged: Judged, at: number): Promise<string | null> {
  const { run } = judged.runs[at]!;
  if (run.lists(judged.stream) || !wasLeftBy(judged, at) || (await mayHaveBeenKept(judged, at))) return null;
  return `Its time was over and no hold kept it, and the removal ${run.removalId} left it out: a plan removes all such days.`;
}

/** Whether a day was there when a run began, its time was over, and neither the run nor one before it removed it. */
function wasLeftBy({ day, runs }: Judged, at: number): boolean {
  const { run } = runs[at]!;
  const isGone = runs.slice(0, at + 1).some((one) => isRemovedBy(day, one));
  return !isGone && run.isAfter(day.first) && isPlanned(run, day.of.date);
}

/** Where all records are there, they say so; where a later run removed some, any hold may have kept them. */
async function mayHaveBeenKept({ stream, day, runs, logs }: Judged, at: number): Promise<boolean> {
  const { run, holds } = runs[at]!;
  if (day.without.size > 0) return holds.thatMayKeep(day.of.date).length > 0;
  const there = { of: day.of, stream, auditStore: logs.auditStore };
  return holds.kept(there, (latest) => isPlanned(run, dateOf(dayOf(latest))));
}

const isPlanned = (run: RunOfRemoval, day: string): boolean => run.isOver(day) && run.isAskedFor(day);
