import { formatInstant, parseInstant, parseLocalTime } from '#consent';
import type { Session } from '../../sessions/session';
import { actionBy } from './action';

const session = { workplace: { unit: { employeeId: 'SE165565594230-1A2B' } } } as Session;

it.each([
  ['in winter', '2027-01-01T00:30:00.000Z', '2027-01-01T01:30:00'],
  ['in summer', '2027-06-01T00:30:00.000Z', '2027-06-01T02:30:00'],
  ['before the repeated hour', '2027-10-30T23:59:59.000Z', '2027-10-31T01:59:59'],
  ['in its first showing', '2027-10-31T00:30:00.000Z', '2027-10-31T02:30:00'],
  ['in its second showing', '2027-10-31T01:30:00.000Z', '2027-10-31T02:30:00+01:00'],
  ['after it', '2027-10-31T02:00:00.000Z', '2027-10-31T03:00:00'],
])('an action is dated with the second that it is done in, %s', (_when, now, text) => {
  const { requestDate, registrationDate } = actionBy(session, parseInstant(now) + 999, undefined);
  expect([requestDate, registrationDate]).toEqual([text, text]);
  expect(formatInstant(parseLocalTime(text)!)).toBe(now);
});
