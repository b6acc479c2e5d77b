import { say } from '../support/say';
import { playRounds, type RoundCounts } from './rounds';
import { stalenessCases } from './staleness-cases';
import { onOneFolder } from './two-services';

stalenessCases(300);

const MOST_TRIES = 15;

/** Plays until an answer was stale after a cancellation: whether one is, is a race, which a busy machine can lose for a while. */
async function playUntilStale(urls: readonly [string, string]): Promise<RoundCounts> {
  for (let tries = 1; ; tries++) {
    const counts = await playRounds(urls, 300, true);
    if (tries === MOST_TRIES || counts.stale.some(({ after }) => after === 'cancel')) return counts;
  }
}

/** What the measurement sees when staleness is allowed: a measurement that cannot fail proves nothing. */
it('sees stale answers where they are allowed, and none beyond what is allowed', async () => {
  const bound = 1000;
  const two = await onOneFolder({ MAX_STALENESS_MS: String(bound) });
  const { stale, failures, checks } = await playUntilStale(two.urls).finally(() => two.end());
  const oldest = Math.max(...stale.map(({ age }) => age));
  say('staleness where it is allowed', { checks, stale: stale.length, oldest: `${Math.round(oldest)} ms` });
  expect(failures).toEqual([]);
  expect(stale.map(({ after }) => after)).toContain('cancel');
  expect(oldest).toBeLessThanOrEqual(bound);
});
