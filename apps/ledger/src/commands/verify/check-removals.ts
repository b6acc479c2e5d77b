import type { EventStore } from '#event-store';
import type { Finding } from '#evidence';
import { findDay, isOpen, REMOVALS, streamOfContent, type Removal, type RemovedDay } from '#retention';
import type { FoundRemovals } from './rules';

type AuditStore = Pick<EventStore, 'readStream'>;

/**
 * Whether each removal has ended as it is recorded, and what is gone is exactly what it lists: one batch more would be hidden behind
 * it, and a removal without an end could be used for that later. @throws StoreUnavailable
 */
export async function checkRemovals(
  found: FoundRemovals,
  auditStore: AuditStore,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const removal of found.removals) {
    if (isOpen(removal) && found.daysGone(removal).length > 0) findings.push(notEnded(removal));
    findings.push(...(await notAsListed(removal, found, auditStore)), ...thereAgain(removal, found));
  }
  return findings;
}

async function notAsListed(
  removal: Removal,
  found: FoundRemovals,
  auditStore: AuditStore,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const day of found.daysGone(removal))
    if ((await findDay(day, removal.begun, auditStore)) !== 'removed')
      findings.push(
        ofDay(day, 'The records that are gone here are not those that the removal of this day lists.'),
      );
  return findings;
}

const thereAgain = (removal: Removal, found: FoundRemovals): readonly Finding[] =>
  removal.ended?.isRemoved
    ? found
        .daysThere(removal)
        .map((day) => ofDay(day, 'Records of this day that were removed by retention are there again.'))
    : [];

const notEnded = ({ begun }: Removal): Finding => ({
  ...{ kind: 'rules', log: 'ledger', position: null, stream: REMOVALS },
  what: `The removal ${begun.removalId} was begun and not completed, and records are gone. To complete it, make a plan and run "ledger retention apply" with it.`,
});

const ofDay = (day: RemovedDay, what: string): Finding => ({
  ...{ kind: 'rules', log: 'audit', position: null, stream: streamOfContent(day) },
  what,
});
