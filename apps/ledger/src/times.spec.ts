import { formatInstant } from '#consent';
import { instantOf } from './times';

const read = (text: string, edge: 'first' | 'last') => formatInstant(instantOf('--to', text, edge));

describe('a time of an option', () => {
  it.each([
    ['a day in winter', '2026-12-31', '2026-12-30T23:00:00.000Z', '2026-12-31T22:59:59.999Z'],
    ['a leap day', '2028-02-29', '2028-02-28T23:00:00.000Z', '2028-02-29T22:59:59.999Z'],
    ['the day of 23 hours', '2027-03-28', '2027-03-27T23:00:00.000Z', '2027-03-28T21:59:59.999Z'],
    ['the day of 25 hours', '2027-10-31', '2027-10-30T22:00:00.000Z', '2027-10-31T22:59:59.999Z'],
    ['a time of day', '2027-10-31 03:00:00', '2027-10-31T02:00:00.000Z', '2027-10-31T02:00:00.000Z'],
    [
      'a time that is shown twice',
      '2027-10-31T02:30:00',
      '2027-10-31T00:30:00.000Z',
      '2027-10-31T01:30:00.000Z',
    ],
    [
      'the same with a zone',
      '2027-10-31T02:30:00+02:00',
      '2027-10-31T00:30:00.000Z',
      '2027-10-31T00:30:00.000Z',
    ],
    ['the last day of all', '9999-12-31', '9999-12-30T23:00:00.000Z', '9999-12-31T22:59:59.999Z'],
    ['a time in UTC', '2027-10-31T00:30:00Z', '2027-10-31T00:30:00.000Z', '2027-10-31T00:30:00.000Z'],
  ])('encloses all of %s', (_what, text, first, last) => {
    expect([read(text, 'first'), read(text, 'last')]).toEqual([first, last]);
  });
});
