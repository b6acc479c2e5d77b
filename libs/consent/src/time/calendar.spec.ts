import fc from 'fast-check';
import { dateOfDay, daysSinceEpoch, isRealDate } from './calendar';

const DAY = 86_400_000;
const FIRST_DAY = daysSinceEpoch(0, 1, 1);
const LAST_DAY = daysSinceEpoch(9999, 12, 31);

describe('the calendar', () => {
  it('agrees with the platform about every day of the years 0 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST_DAY, max: LAST_DAY }), (days) => {
        const platform = new Date(days * DAY);
        const date = dateOfDay(days);
        expect(date).toEqual({
          year: platform.getUTCFullYear(),
          month: platform.getUTCMonth() + 1,
          day: platform.getUTCDate(),
        });
        expect(daysSinceEpoch(date.year, date.month, date.day)).toBe(days);
        expect(isRealDate(date.year, date.month, date.day)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [2024, 2, 29, true],
    [2000, 2, 29, true],
    [2023, 2, 29, false],
    [1900, 2, 29, false],
    [2023, 4, 31, false],
    [2023, 12, 31, true],
    [2023, 12, 32, false],
    [2023, 1, 0, false],
    [2023, 0, 1, false],
    [2023, 13, 1, false],
  ])('%d-%d-%d is a real date: %s', (year, month, day, isReal) => {
    expect(isRealDate(year, month, day)).toBe(isReal);
  });
});
