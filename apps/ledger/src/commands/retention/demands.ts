import type { EventStore } from '#event-store';
import type { Config } from '#platform';
import { activeHolds, readHolds, type RetentionPlan } from '#retention';
import { Failure, WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { textOf } from '../../search-options';

/** @throws Failure */
export function demandEmbedded({ EVENT_STORE_URL }: Config): void {
  if (EVENT_STORE_URL === undefined) return;
  throw new Failure(
    'Records on an EventStoreDB server cannot be removed: a server keeps each event as it was written, and what its scavenging takes ' +
      'away is missing from the proofs. Nothing was changed.',
  );
}

/** What is removed is what somebody has read. @throws WrongUsage */
export function demandConfirmed({ digest }: RetentionPlan, { options }: Invocation): void {
  const confirmed = textOf(options, 'plan');
  if (confirmed === undefined)
    throw new WrongUsage('--plan is missing: give it the digest that "ledger retention plan" prints.');
  if (confirmed.toLowerCase() === digest) return;
  throw new WrongUsage(
    'The plan has changed: days have lapsed since, or holds, the setting or --before are others. Nothing was changed; make a new plan.',
  );
}

/** A hold that is placed while the log is written keeps what it is on. @throws Failure */
export async function demandSameHolds(
  plan: RetentionPlan,
  store: Pick<EventStore, 'readStream'>,
): Promise<void> {
  const [planned, now] = [plan.holds, activeHolds(await readHolds(store))].map((holds) =>
    holds.map(({ placed }) => placed.holdId).join(),
  );
  if (planned !== now)
    throw new Failure('A hold was placed or lifted meanwhile. Nothing was removed; make a new plan.');
}
