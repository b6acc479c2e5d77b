import { parseInstant, parseLocalTime } from '#consent';
import { momentWords } from '../forms/moment/moment.words';
import { reasonWords } from '../forms/reason.words';
import { representativeWords } from '../forms/representative.words';
import { readForm } from './read-form';
import { fieldNames, type RegisterValues } from './registration-of';
import { registerWords } from './register.words';

const HOUR = 3_600_000;

const empty = Object.fromEntries(fieldNames.map((name) => [name, ''])) as RegisterValues;
const emergency: RegisterValues = {
  ...empty,
  ...{ assertionType: 'Emergency', whom: 'unit', start: 'now', end: 'preset', represented: 'no' },
  reasonText: 'Unconscious on arrival.',
};

const readAt = (now: string, hours: number) =>
  readForm(emergency, {
    now: parseInstant(now),
    isHsaId: () => true,
    kinds: [],
    emergencyLasts: hours * HOUR,
    words: registerWords.en,
    common: { moment: momentWords.en, representative: representativeWords.en, reason: reasonWords.en },
  });

describe('the preset end of an emergency', () => {
  it.each([
    ['on any day', '2027-06-01T10:15:30.000Z', 24, '2027-06-02T12:15:00'],
    ['over the end of a year', '2026-12-31T22:58:30.000Z', 1, '2027-01-01T00:58:00'],
    ['over the hour that March skips', '2027-03-28T00:15:30.000Z', 1, '2027-03-28T03:15:00'],
    ['over a leap day', '2028-02-28T12:00:30.000Z', 24, '2028-02-29T13:00:00'],
    ['in the first showing of a repeated hour', '2027-10-30T00:15:30.000Z', 24, '2027-10-31T02:15:00'],
    ['after the repeated hour', '2027-10-31T01:15:30.000Z', 1, '2027-10-31T03:15:00'],
  ])('is so many hours from now %s', (_when, now, hours, endDate) => {
    expect(readAt(now, hours)).toMatchObject({ faults: [], stated: { endDate } });
    expect(parseLocalTime(endDate)).toBe(Math.floor((parseInstant(now) + hours * HOUR) / 60_000) * 60_000);
  });

  it.each([
    ['an hour before', '2027-10-31T00:15:30.000Z', 1],
    ['a day before', '2027-10-30T01:15:30.000Z', 24],
    ['at its first minute', '2027-10-31T00:00:00.000Z', 1],
    ['at its last minute', '2027-10-31T00:59:59.000Z', 1],
  ])('in the second showing of a repeated hour is the end of that hour: %s', (_when, now, hours) => {
    expect(readAt(now, hours)).toMatchObject({ faults: [], stated: { endDate: '2027-10-31T03:00:00' } });
  });
});
