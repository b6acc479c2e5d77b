import fc from 'fast-check';
import { dayOf } from '#audit';
import { firstKeptDay, lapsesAt } from './lapse';

const day = (date: string): number => dayOf(Date.parse(`${date}T00:00:00Z`));

it.each([
  ['2015-03-02', 5, '2020-03-03T00:00:00.000Z'],
  ['2016-02-28', 5, '2021-03-01T00:00:00.000Z'],
  ['2016-02-29', 5, '2021-03-01T00:00:00.000Z'],
  ['2015-12-31', 10, '2026-01-01T00:00:00.000Z'],
])('a day lapses when it has been over for the years: %s, %i', (date, years, instant) => {
  expect(new Date(lapsesAt(day(date), years)).toISOString()).toBe(instant);
});

it('no day lapses a moment too early, and none is left', () => {
  const instants = fc.integer({ min: Date.parse('1990-01-01'), max: Date.parse('2090-01-01') });
  fc.assert(
    fc.property(instants, fc.integer({ min: 5, max: 100 }), (now, years) => {
      const first = firstKeptDay(now, years);
      expect(lapsesAt(first, years)).toBeGreaterThan(now);
      expect(lapsesAt(first - 1, years)).toBeLessThanOrEqual(now);
    }),
  );
});
