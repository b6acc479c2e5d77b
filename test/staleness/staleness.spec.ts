import { say } from '../support/say';
import { playRounds } from './rounds';
import { stalenessCases } from './staleness-cases';
import { onOneFolder } from './two-services';

stalenessCases(300);

/** What the measurement sees when staleness is allowed: a measurement that cannot fail proves nothing. */
it('sees stale answers where they are allowed, and none beyond what is allowed', async () => {
  const bound = 1000;
  const two = await onOneFolder({ MAX_STALENESS_MS: String(bound) });
  const { stale, failures, checks } = await playRounds(two.urls, 300).finally(() => two.end());
  const oldest = Math.max(...stale.map(({ age }) => age));
  say('staleness where it is allowed', { checks, stale: stale.length, oldest: `${Math.round(oldest)} ms` });
  expect(failures).toEqual([]);
  expect(stale.map(({ after }) => after)).toContain('cancel');
  expect(oldest).toBeLessThanOrEqual(bound);
}, 60_000);
