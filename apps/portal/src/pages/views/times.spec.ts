import { parseInstant } from '#consent';
import { timeText } from './times';

// No word stands with a time, because every language shows it: the second showing is named by its zone.
it.each([
  ['2026-03-02T07:00:00.000Z', '2026-03-02 08:00:00'],
  ['2027-10-31T00:59:59.999Z', '2027-10-31 02:59:59'],
  ['2027-10-31T01:00:00.000Z', '2027-10-31 02:00:00 (UTC+1)'],
  ['2027-10-31T01:59:59.999Z', '2027-10-31 02:59:59 (UTC+1)'],
  ['2027-10-31T02:00:00.000Z', '2027-10-31 03:00:00'],
])('%s is shown as %s', (instant, text) => {
  expect(timeText(parseInstant(instant))).toBe(text);
});
