import type { EventStore } from '#event-store';
import type { Finding } from '#evidence';
import {
  dishonestRemovals,
  findDay,
  holdsPlacedSince,
  isOpen,
  REMOVALS,
  streamOfContent,
  type Removal,
  type RemovedDay,
} from '#retention';
import { unlessReported } from './reported-by-walk';
import type { FoundRemovals } from './rules';

type Log = Pick<EventStore, 'readStream' | 'readAll'>;
type AuditStore = Pick<Log, 'readStream'>;

/**
 * Whether each removal has ended as it is recorded, and what is gone is exactly what it lists: one batch more would be hidden behind
 * it, and a removal without an end could be used for that later. And whether a plan can have listed just that.
 * @throws StoreUnavailable
 */
export async function checkRemovals(
  found: FoundRemovals,
  { store, auditStore }: { readonly store: Log; readonly auditStore: Log },
): Promise<readonly Finding[]> {
  const findings = await notByAPlan(found, { store, auditStore });
  for (const removal of found.removals) {
    if (isOpen(removal)) findings.push(...(await ofOpen(removal, found, store)));
    findings.push(...(await notAsListed(removal, found, auditStore)), ...thereAgain(removal, found));
  }
  return findings;
}

async function notByAPlan(
  { removals }: FoundRemovals,
  logs: Parameters<typeof dishonestRemovals>[1],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  await unlessReported(async () => {
    for await (const found of dishonestRemovals(removals, logs))
      findings.push({ kind: 'rules', position: null, ...found });
  });
  return findings;
}

/** While a removal has no end, somebody with the disk can remove its days and say that it was then. */
async function ofOpen(
  removal: Removal,
  found: FoundRemovals,
  store: Pick<Log, 'readStream'>,
): Promise<readonly Finding[]> {
  if (found.daysGone(removal).length > 0) return [notEnded(removal, 'records are gone')];
  const holds = await unlessReported(() => holdsPlacedSince(store, removal.position));
  const ids = (holds ?? []).map(({ placed }) => placed.holdId);
  return ids.length > 0 ? [notEnded(removal, `this was placed behind it: hold ${ids.join(', hold ')}`)] : [];
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

const notEnded = ({ begun }: Removal, why: string): Finding => ({
  ...{ kind: 'rules', log: 'ledger', position: null, stream: REMOVALS },
  what: `The removal ${begun.removalId} was begun and not completed, and ${why}. To complete it, make a plan and run "ledger retention apply" with it.`,
});

const ofDay = (day: RemovedDay, what: string): Finding => ({
  ...{ kind: 'rules', log: 'audit', position: null, stream: streamOfContent(day) },
  what,
});
