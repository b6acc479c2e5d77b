import { onOneFolder, onOneServer } from '../staleness/two-services';
import type { StoreKind } from '../support/live-ledger';
import { say } from '../support/say';
import { seed } from '../support/seed';
import { ConcurrentCallers } from './concurrent-callers';
import { countsOf } from './counts';
import { faultsOf } from './verdict';

export const CALLERS = 24;

/** Lets callers ask so many operations of two services on one ledger, and looks for an order that explains all answers. */
export function twoProcessesCase(kind: StoreKind, operations: number): void {
  it(`${operations} operations of concurrent callers on two services on ${kind} are answered as if they came one by one`, async () => {
    const two = await (kind === 'EventStoreDB' ? onOneServer() : onOneFolder());
    const callers = new ConcurrentCallers(two.services, seed, operations);
    const begun = performance.now();
    await callers.run(CALLERS);
    const perSecond = Math.round((callers.history.length / (performance.now() - begun)) * 1000);
    const faults = await faultsOf({ callers, targets: two.services, environments: two.environments });
    await two.end();
    say(`concurrent history on ${kind}`, { seed, ...countsOf(callers), perSecond, faults: faults.length });
    expect(faults).toEqual([]);
    expect(callers.history.filter(({ answer }) => answer !== null).length).toBeGreaterThanOrEqual(operations);
  }, 1_800_000);
}
