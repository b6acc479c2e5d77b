import fc from 'fast-check';
import { parseLocalTime } from '#consent';
import { ticksOf } from './ticks';

const HOUR = 3_600_000;
const instant = (time: string): number => parseLocalTime(time)!;

const labels = (from: string, to: string) =>
  ticksOf({ from: instant(from), to: instant(to) }).map(({ label, context }) => `${context} ${label}`.trim());

it.each([
  ['2026-03-02T08:00:00', '2026-03-02T08:40:00', '2026-03-02 08:00', 9],
  ['2026-03-02T08:01:00', '2026-03-03T20:00:00', '2026-03-02 12:00', 6],
  ['2026-02-26T00:00:01', '2026-03-04T00:00:00', '2026 27 Feb', 6],
  ['2026-02-26T00:00:00', '2026-04-04T00:00:00', '2026 2 Mar', 5],
  ['2025-12-02T00:00:00', '2026-06-04T00:00:00', '2026 Jan', 6],
  ['1969-06-01T00:00:00', '2026-06-04T00:00:00', '1970', 6],
])('from %s to %s: first %s', (from, to, first, count) => {
  const found = labels(from, to);
  expect([found[0], found.length]).toStrictEqual([first, count]);
});

it('call the months as they are told to', () => {
  const domain = { from: instant('2026-02-26T00:00:00'), to: instant('2026-04-04T00:00:00') };
  const months = 'jan feb mars apr maj juni juli aug sep okt nov dec'.split(' ');
  expect(ticksOf(domain, months)[0]!.label).toBe('2 mars');
});

it('stand at midnight in Sweden, also where the clock is changed between them', () => {
  const ticks = ticksOf({ from: instant('2026-03-26T00:00:00'), to: instant('2026-04-01T00:00:00') });
  expect(ticks.map(({ at }, index) => (at - ticks[0]!.at) / HOUR - index * 24)).toStrictEqual([
    0, 0, 0, 0, -1, -1, -1,
  ]);
});

it('leave out the hour that the clock leaves out', () => {
  expect(labels('2026-03-29T00:30:00', '2026-03-29T05:30:00')).toStrictEqual(
    ['01:00', '03:00', '04:00', '05:00'].map((time) => `2026-03-29 ${time}`),
  );
});

it('are a handful, in order, within the domain, whatever its length', () => {
  const length = fc
    .double({ min: Math.log(2 * HOUR), max: Math.log(800_000 * HOUR), noNaN: true })
    .map(Math.exp);
  const from = fc.integer({ min: instant('1950-01-01T00:00:00'), max: instant('2100-01-01T00:00:00') });
  fc.assert(
    fc.property(from, length, (start, long) => {
      const domain = { from: start, to: start + long };
      const ticks = ticksOf(domain);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(11);
      for (const [index, { at }] of ticks.entries()) {
        expect(at).toBeGreaterThan(ticks[index - 1]?.at ?? domain.from - 1);
        expect(at).toBeLessThanOrEqual(domain.to);
      }
    }),
  );
});
