import { say } from '../support/say';
import { playRounds } from './rounds';
import { onOneFolder, onOneServer, type Start } from './two-services';

const stores: readonly (readonly [string, Start])[] = [
  ['the embedded store', onOneFolder],
  ['EventStoreDB', onOneServer],
];

/** Plays so many rounds on each store, and allows not one answer that is older than the question. */
export function stalenessCases(rounds: number): void {
  it.each(stores)(
    `gives no stale answer in ${rounds} rounds over two services on %s`,
    async (store, start) => {
      const two = await start();
      const playing = playRounds(two.urls, rounds);
      const { stale, failures, ...counts } = await playing.finally(() => two.end());
      say(`staleness on ${store}`, { ...counts, stale: stale.length, failures: failures.length });
      expect(stale).toEqual([]);
      expect(failures).toEqual([]);
      expect(counts).toMatchObject({ rounds, checks: 2 * rounds });
    },
    1_800_000,
  );
}
