import { setTimeout as delay } from 'node:timers/promises';
import { SeededRandom } from '../generated-ledger/seeded-random';
import type { TwoServices } from '../staleness/two-services';
import { seed } from '../support/seed';
import { survives, type BesiegedLedger, type Beginning } from './besieged-ledger';

/** Operations that the other service answers while one is gone. */
const MEANWHILE = 50;
const LONGEST_PAUSE_MS = 1_000;

/** One of two services is killed (-9) so many times, at moments drawn from the seed, while the other goes on. */
export function oneKilledBesideTheOther<Two extends TwoServices>(
  where: string,
  beginning: Beginning<Two>,
  kills: number,
): void {
  const random = new SeededRandom(seed);
  survives(`${kills} kills of one of two services on ${where}`, beginning, async (ledger) => {
    for (let kill = 0; kill < kills; kill++) {
      const which = random.chance(0.5) ? 0 : 1;
      await delay(random.below(LONGEST_PAUSE_MS));
      await ledger.kill(which);
      await ledger.callers.further(MEANWHILE);
      await ledger.restart(which);
    }
  });
}

export async function killBoth(ledger: BesiegedLedger): Promise<void> {
  await Promise.all([ledger.kill(0), ledger.kill(1)]);
  await ledger.restart(0);
  await ledger.restart(1);
}

/** Both end in an orderly way, one after the other, while callers ask. */
export async function stopEach(ledger: BesiegedLedger): Promise<void> {
  for (const which of [0, 1] as const) {
    expect(await ledger.services[which]!.end('SIGTERM')).toBe(0);
    ledger.note('orderly stops');
    await ledger.callers.further(MEANWHILE);
    await ledger.restart(which);
  }
}
