import { localTime } from '#audit';
import {
  isOpen,
  isReleased,
  readRemovals,
  totalOf,
  type KeptBy,
  type LapsedDay,
  type RetentionPlan,
} from '#retention';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import { noteLook } from '../../looks';
import { recordsOfDays } from '../../records-of-days';
import type { Column } from '../../terminal/table';
import { withStores } from '../../with-stores';
import { askedPlan } from './asked-plan';

const columns: readonly Column[] = [
  { title: 'Day' },
  { title: 'Of' },
  { title: 'Batches', align: 'right' },
  { title: 'Records', align: 'right' },
  { title: 'Is' },
  { title: 'Why' },
];

/** Prints what has lapsed and what holds keep. Nothing is changed. */
export async function printPlan(invocation: Invocation): Promise<ExitCode> {
  const { terminal, clock } = invocation;
  const { plan, open } = await withStores(invocation, async (stores) => {
    await noteLook(invocation, stores, { command: 'retention' });
    const removals = await readRemovals(stores.store);
    return {
      plan: await askedPlan(invocation, stores, clock()),
      open: removals.filter(isOpen),
    };
  });
  await printDays(invocation, plan);
  for (const line of summaryInWords(plan)) terminal.line(line);
  for (const { begun } of open) {
    terminal.record({ notCompleted: { removalId: begun.removalId } });
    terminal.line(
      `The removal ${begun.removalId} was begun on ${localTime(begun.recordedAt)} and not completed. To complete it, run "ledger retention apply" with this plan.`,
    );
  }
  return ExitCode.done;
}

export async function printDays({ terminal }: Invocation, plan: RetentionPlan): Promise<void> {
  for (const day of plan.days) terminal.record({ day: { ...day, lapses: isReleased(day) } });
  if (plan.days.length > 0)
    await terminal.table(
      columns,
      plan.days.map((day) => cellsOf(day, plan)),
    );
  const { years, before, onlyBefore, holds, digest } = plan;
  const [released, kept] = [
    totalOf(plan.days.filter(isReleased)),
    totalOf(plan.days.filter((day) => !isReleased(day))),
  ];
  terminal.record({
    plan: { years, before, onlyBefore, lapsed: released, kept, holds: holds.length, digest },
  });
}

const cellsOf = (day: LapsedDay, { years }: RetentionPlan): readonly string[] => [
  day.day,
  day.kind,
  String(day.batches),
  String(day.records),
  isReleased(day) ? 'lapsed' : 'kept',
  isReleased(day) ? `over for ${years} years` : day.keptBy.map(keptInWords).join('; '),
];

function keptInWords({ holdId, names, may }: KeptBy): string {
  const why = [names > 0 && `${names} concern it`, may > 0 && `${may} may`];
  return `hold ${holdId}: ${why.filter((one) => one !== false).join(', ')}`;
}

export function* summaryInWords({
  years,
  before,
  onlyBefore,
  days,
  holds,
  digest,
}: RetentionPlan): Generator<string> {
  if (years === null) {
    yield 'DECISION_LOG_YEARS is not set: records of checks and looks are kept for ever, and nothing lapses.';
    return;
  }
  const [released, kept] = [days.filter(isReleased), days.filter((day) => !isReleased(day))].map(totalOf);
  yield `Records are kept for ${years} years: those of days before ${before} have lapsed.`;
  if (onlyBefore !== null) yield `Of these, this plan has only days before ${onlyBefore}, as --before asks.`;
  yield `Lapsed: ${recordsOfDays(released!)}. Kept by holds: ${recordsOfDays(kept!)}. Holds: ${holds.length}.`;
  yield `The digest of this plan is ${digest}`;
}
