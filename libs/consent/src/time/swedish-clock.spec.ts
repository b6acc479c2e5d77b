import fc from 'fast-check';
import { swedishClock, swedishInstant } from './swedish-clock';
import { historicClock } from './swedish-clock-before-1996';

const HOUR = 3_600_000;

const clockBoth = (epochMs: number) => [swedishClock(epochMs), historicClock(epochMs)];

const marchAndOctoberOf = (year: number): number[] =>
  [2, 9].flatMap((month) => Array.from({ length: 8 * 24 }, (_, hour) => Date.UTC(year, month, 24, hour)));

describe('the Swedish clock', () => {
  it('agrees with Intl on the hour and the millisecond before it around every change from 1996 to 2100', () => {
    for (let year = 1996; year <= 2100; year += 1) {
      for (const epochMs of marchAndOctoberOf(year).flatMap((hour) => [hour - 1, hour])) {
        const [computed, fromIntl] = clockBoth(epochMs);
        if (computed !== fromIntl) expect([epochMs, computed]).toEqual([epochMs, fromIntl]);
      }
    }
  });

  it.each([
    ['1996 to 2100', Date.UTC(1996, 0, 1), Date.UTC(2101, 0, 1)],
    ['2100 to 9999', Date.UTC(2101, 0, 1), Date.UTC(9999, 11, 31)],
  ])('agrees with Intl at any instant from %s', (_, min, max) => {
    fc.assert(
      fc.property(fc.integer({ min, max }), (epochMs) => {
        const [computed, fromIntl] = clockBoth(epochMs);
        expect(computed).toBe(fromIntl);
      }),
      { numRuns: 3000 },
    );
  });

  it('is set back in September until 1995, and in October from 1996', () => {
    const october = (year: number) => Date.UTC(year, 9, 10);
    expect(swedishClock(october(1995)) - october(1995)).toBe(HOUR);
    expect(swedishClock(october(1996)) - october(1996)).toBe(2 * HOUR);
  });

  it('shows what was read, or a time moved forward, and never a later showing than the first', () => {
    const clock = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2100, 0, 1) });
    const nearAChange = fc
      .tuple(
        fc.integer({ min: 1980, max: 2100 }),
        fc.constantFrom(2, 8, 9),
        fc.integer({ min: 0, max: 240 * 3600 }),
      )
      .map(([year, month, second]) => Date.UTC(year, month, 22) + second * 1000);
    fc.assert(
      fc.property(fc.oneof(clock, nearAChange), (clockMs) => {
        const epochMs = swedishInstant(clockMs);
        const moved = swedishClock(epochMs) - clockMs;
        const wasShown = [1, 2].some((hours) => swedishClock(clockMs - hours * HOUR) === clockMs);
        expect(moved).toBe(wasShown ? 0 : HOUR);
        expect(swedishClock(epochMs - HOUR)).not.toBe(clockMs);
      }),
      { numRuns: 3000 },
    );
  });
});
