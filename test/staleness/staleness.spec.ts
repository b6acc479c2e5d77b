import { setTimeout as delay } from 'node:timers/promises';
import { call } from '../support/call';
import { person } from '../support/people';
import { toCheck } from '../support/requests';
import { say } from '../support/say';
import { playHeldRound } from './rounds';
import { stalenessCases } from './staleness-cases';
import { onOneServerWithRelay, type HeldReader } from './two-services';

stalenessCases(30);

describe('where staleness is allowed, a reader that is held back', () => {
  let held: HeldReader;
  const begin = async (bound: number, more: Record<string, string> = {}): Promise<void> => {
    held = await onOneServerWithRelay({ MAX_STALENESS_MS: String(bound), DECISION_LOG: 'off', ...more });
  };
  afterEach(() => {
    held.relay.thaw();
    return held.end();
  });

  /** What the measurement sees when staleness is allowed: a measurement that cannot fail proves nothing. */
  it('gives a stale answer, which the measurement sees, and a true one when it is let go', async () => {
    await begin(60_000);
    const { urls, relay } = held;
    const gate = { close: () => relay.freeze(), open: () => relay.thaw() };
    const { stale, failures, checks } = await playHeldRound({ writer: urls[0], reader: urls[1] }, gate);
    say('staleness where it is allowed', { checks, stale: stale.length });
    expect(failures).toEqual([]);
    expect(stale.map(({ after }) => after)).toContain('cancel');
    expect(Math.max(...stale.map(({ age }) => age))).toBeLessThan(60_000);
  });

  it('gives no answer any more when what it knows is older than allowed', async () => {
    const bound = 300;
    await begin(bound, { READ_DEADLINE_MS: '5000' });
    const question = toCheck({
      patientId: person(1),
      careProviderId: 'SE165565594230-S',
      careUnitId: 'SE165565594230-S1',
    });
    const ask = () => call(held.urls[1], 'check-consent', question);
    while ((await ask()).status !== 200);
    held.relay.freeze();
    await delay(bound + 1);
    expect((await ask()).status).toBeGreaterThanOrEqual(500);
  });
});
