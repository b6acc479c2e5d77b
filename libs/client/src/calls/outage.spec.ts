import fc from 'fast-check';
import { NotAllowed, ServiceTimeout, ServiceUnavailable } from '../messages/errors';
import { Outage } from './outage';

const call = { contract: 'check-consent', correlationId: 'c' };
const away = new ServiceUnavailable('', { ...call, status: 503 });
const late = new ServiceTimeout('', call);
const denied = new NotAllowed('', { ...call, status: 403 });
const hurried = new ServiceUnavailable('', { ...call, status: 429 });

const ASSUMED = 2_000;
const ATTEMPT = 1_000;

function outageWithClock(assumedMs = ASSUMED) {
  const clock = { now: 10_000 };
  const outage = new Outage({ assumedMs, attemptTimeoutMs: ATTEMPT }, () => clock.now);
  return { clock, outage };
}

it('lets one check at a time ask, once its time is over', () => {
  const { clock, outage } = outageWithClock();
  expect(outage.isAssumed()).toBe(false);
  outage.failed(away, outage.begin());
  const asked: number[] = [];
  for (; clock.now < 16_500; clock.now += 500) if (!outage.isAssumed()) asked.push(clock.now);
  expect(asked).toEqual([12_000, 14_000, 16_000]);
});

it.each([
  ['an answer', (outage: Outage) => outage.answered()],
  ['a refusal', (outage: Outage) => outage.failed(denied, outage.begin())],
  ['a demand to be left alone', (outage: Outage) => outage.failed(hurried, outage.begin())],
])('ends with %s', (_, hear) => {
  const { outage } = outageWithClock();
  outage.failed(away, outage.begin());
  hear(outage);
  expect(outage.isAssumed()).toBe(false);
});

it('does not begin with a call that had begun before an answer came', () => {
  const { clock, outage } = outageWithClock();
  const begunAt = outage.begin();
  clock.now += ATTEMPT;
  outage.answered();
  clock.now += 1;
  outage.failed(late, begunAt);
  expect(outage.isAssumed()).toBe(false);
});

it.each([
  ['that had no time', ATTEMPT - 1, false],
  ['that had its time', ATTEMPT, true],
])('hears of a time-out of a call %s: %d ms, assumed %s', (_, waited, isAssumed) => {
  const { clock, outage } = outageWithClock();
  const begunAt = outage.begin();
  clock.now += waited;
  outage.failed(late, begunAt);
  expect(outage.isAssumed()).toBe(isAssumed);
});

it('assumes nothing unless it is set to', () => {
  const { outage } = outageWithClock(0);
  outage.failed(away, outage.begin());
  expect(outage.isAssumed()).toBe(false);
});

it('assumes nothing longer than it may after the last failure or question, and nothing after an answer', () => {
  const steps = fc.array(
    fc.record({ after: fc.nat(3_000), what: fc.constantFrom('away', 'answered', 'check') }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(steps, (story) => {
      const { clock, outage } = outageWithClock();
      let assumedUntil = -Infinity;
      for (const { after, what } of story) {
        clock.now += after;
        if (what === 'away') {
          outage.failed(away, outage.begin());
          assumedUntil = clock.now + ASSUMED;
        } else if (what === 'answered') {
          outage.answered();
          assumedUntil = -Infinity;
        } else {
          const isAssumed = outage.isAssumed();
          expect(isAssumed).toBe(clock.now < assumedUntil);
          if (!isAssumed && assumedUntil > -Infinity) assumedUntil = clock.now + ASSUMED;
        }
      }
    }),
  );
});
