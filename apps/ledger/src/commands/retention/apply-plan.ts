import {
  discardAuditLogDraft,
  rewriteAuditLog,
  type AuditLogRewriting,
  type OpenStores,
} from '#consent-ledger';
import type { EventStore } from '#event-store';
import type { Config } from '#platform';
import {
  beginRemovals,
  endOpenRemovals,
  endRemoval,
  Removing,
  removalsOf,
  totalOf,
  type Grounds,
  type RemovalBegun,
  type RemovalEnded,
  type RetentionPlan,
} from '#retention';
import { ExitCode } from '../../exit-code';
import { groundsOf, refusedAsUsage } from '../../grounds';
import type { Invocation } from '../../ledger-command';
import { noteLook } from '../../looks';
import { recordsOfDays } from '../../records-of-days';
import { untilStopped } from '../../until-stopped';
import { withStores } from '../../with-stores';
import { askedPlan } from './asked-plan';
import { demandConfirmed, demandEmbedded, demandSameHolds } from './demands';
import { demandClock } from './demand-clock';

/** Removes the records that a plan lists from the disk. Stopped or killed at any moment, it can be run again. */
export async function applyPlan(invocation: Invocation): Promise<ExitCode> {
  const config = await invocation.config();
  demandEmbedded(config);
  const grounds = groundsOf(invocation);
  const confirmed = await withStores(invocation, (stores) => confirm(invocation, grounds, stores));
  if (confirmed.removals.length > 0) await remove(invocation, config, confirmed);
  else await untilStopped(invocation, () => discardAuditLogDraft(config));
  report(invocation, confirmed);
  return ExitCode.done;
}

interface Confirmed {
  readonly plan: RetentionPlan;
  readonly removals: readonly RemovalBegun[];
  /** What was broken off before, and has ended now. */
  readonly completed: readonly RemovalEnded[];
}

/** What is going to be removed, if it is what was confirmed. @throws WrongUsage, RemovalInDoubt */
async function confirm(invocation: Invocation, grounds: Grounds, stores: OpenStores): Promise<Confirmed> {
  await noteLook(invocation, stores, { command: 'retention' });
  const now = invocation.clock();
  const plan = await askedPlan(invocation, stores, now);
  demandConfirmed(plan, invocation);
  const removals = removalsWith(plan, { ...grounds, recordedAt: now });
  if (removals.length > 0) await demandClock(invocation, stores, now);
  const { systemUser } = grounds;
  return { plan, removals, completed: await endOpenRemovals({ ...stores, systemUser, recordedAt: now }) };
}

function removalsWith(...given: Parameters<typeof removalsOf>): readonly RemovalBegun[] {
  try {
    return removalsOf(...given);
  } catch (error) {
    return refusedAsUsage(error);
  }
}

/** What is removed is recorded when all that remains is to switch to the new log, and before that; and that it was, after that. */
async function remove(invocation: Invocation, config: Config, { plan, removals }: Confirmed): Promise<void> {
  const { clock } = invocation;
  const removing = new Removing(removals);
  const end = async (store: Pick<EventStore, 'append' | 'readStream'>, isRemoved: boolean): Promise<void> => {
    for (const { removalId, systemUser } of removals)
      await endRemoval(store, { removalId, isRemoved, systemUser, recordedAt: clock() });
  };
  const beforeSwitch: AuditLogRewriting['beforeSwitch'] = async (store) => {
    removing.demandPlanned();
    await demandSameHolds(plan, store);
    await beginRemovals(store, removals);
    await demandSameHolds(plan, store).catch(async (error: unknown) => {
      await end(store, false);
      throw error;
    });
  };
  await untilStopped(invocation, (signal) =>
    rewriteAuditLog(config, {
      concerns: removing.concerns,
      replace: removing.remove,
      beforeSwitch,
      afterSwitch: (store) => end(store, true),
      signal,
    }),
  );
}

function report({ terminal }: Invocation, { removals, completed }: Confirmed): void {
  for (const { removalId, isRemoved } of completed) {
    terminal.record({ completed: { removalId, isRemoved } });
    terminal.line(
      isRemoved
        ? `The removal ${removalId}, which was broken off, is completed: its records are gone.`
        : `The removal ${removalId} was broken off before any record was removed. It has ended.`,
    );
  }
  const total = totalOf(removals.flatMap(({ days }) => days));
  terminal.record({ removed: total, removals: removals.map(({ removalId }) => removalId) });
  terminal.line(
    total.days > 0 ? `Removed: ${recordsOfDays(total)}.` : 'Nothing of the plan is to be removed.',
  );
}
