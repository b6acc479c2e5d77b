import fc from 'fast-check';
import { fieldsOfMoment, readMoment, withPickedDay } from './moment';
import { momentWords } from './moment.words';
import { readDay, readTimeOfDay } from './typed-time';

const group = { name: 'end', choices: ['open'], unchosen: 'Choose.' } as const;

const read = (fields: Partial<Record<'end' | 'endDate' | 'endPicked' | 'endTime', string>>) =>
  readMoment(group, { end: '', endDate: '', endPicked: '', endTime: '', ...fields }, momentWords.en);

const at = (time: string) => ({ choice: 'date', time, faults: [] });
const fault = (field: string, word: keyof typeof momentWords.en) => ({
  faults: [{ field, message: momentWords.en[word] }],
});

describe('when a consent ends', () => {
  it.each([
    ['nothing is chosen', {}, { faults: [{ field: 'end', message: 'Choose.', anchor: 'end-first' }] }],
    ['no end is chosen', { end: 'open' }, { choice: 'open', faults: [] }],
    [
      'no end is chosen, and a date is there',
      { end: 'open', endDate: '2026-12-31' },
      fault('endDate', 'faultUnused'),
    ],
    ['no end is chosen, and a time is there', { end: 'open', endTime: '8' }, fault('endDate', 'faultUnused')],
    ['a date is chosen, and none is there', { end: 'date' }, fault('endDate', 'faultNoDate')],
    [
      'a date is chosen, and only a time is there',
      { end: 'date', endTime: '08:00' },
      fault('endDate', 'faultNoDate'),
    ],
    ['a day is typed', { end: 'date', endDate: '2026-12-31' }, at('2026-12-31T23:59:59')],
    ['a day is picked', { end: 'date', endPicked: '2026-12-31' }, at('2026-12-31T23:59:59')],
    [
      'the same day is typed and picked',
      { end: 'date', endDate: '31.12.2026', endPicked: '2026-12-31' },
      at('2026-12-31T23:59:59'),
    ],
    [
      'another day is typed than picked',
      { end: 'date', endDate: '2026-12-30', endPicked: '2026-12-31' },
      fault('endDate', 'faultTwoDates'),
    ],
    [
      'a day and a time are typed',
      { end: 'date', endDate: '20261231', endTime: '8.30' },
      at('2026-12-31T08:30:00'),
    ],
    ['there is no such day', { end: 'date', endDate: '2026-02-30' }, fault('endDate', 'faultDate')],
    [
      'there is no such time',
      { end: 'date', endDate: '2026-12-31', endTime: '24:00' },
      fault('endTime', 'faultTime'),
    ],
  ])('and %s', (_what, fields, expected) => {
    expect(read(fields)).toEqual(expected);
  });

  it('it is what its fields say when they are written out again', () => {
    const minute = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(minute, (date) => {
        const time = `${date.toISOString().slice(0, 16)}:00`;
        expect(read(fieldsOfMoment('end', time))).toEqual(at(time));
      }),
    );
    expect(read(fieldsOfMoment('end', '2026-12-31T23:59:59'))).toEqual(at('2026-12-31T23:59:59'));
  });
});

it('what was picked is written out when the form is shown again', () => {
  const picked = { end: 'date', endDate: '', endPicked: '2026-12-31', endTime: '' };
  expect(withPickedDay(picked, 'end').endDate).toBe('2026-12-31');
  expect(withPickedDay({ ...picked, endDate: '2026' }, 'end').endDate).toBe('2026');
});

describe('a typed day', () => {
  it.each([
    ['2026-12-31', '2026-12-31'],
    ['20261231', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['1. 2. 2026', '2026-02-01'],
    ['2024-02-29', '2024-02-29'],
  ])('%s is %s', (typed, day) => {
    expect(readDay(typed)).toBe(day);
  });

  it.each(['', '2026', '12/31/2026', '31/12/2026', '26-12-31', '2026-2-3', '2025-02-29', '2026-13-01', 'nu'])(
    '"%s" is not read, because it is no day, or several',
    (typed) => {
      expect(readDay(typed)).toBeNull();
    },
  );
});

it.each([
  ['8:30', '08:30'],
  ['16.00', '16:00'],
  ['23:59', '23:59'],
  ['24:00', null],
  ['12:60', null],
  ['830', null],
  ['08:30:00', null],
])('the time "%s" is read as %s', (typed, time) => {
  expect(readTimeOfDay(typed)).toBe(time);
});
