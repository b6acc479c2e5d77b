import {
  cancelled,
  deleted,
  endedByPatient,
  evening,
  morning,
  noon,
  registered,
  stated,
} from '#consent/given';
import { historyOfEvents } from '../given/example-histories';
import { segmentsOf } from './segments';

const until = stated('2026-06-30T23:59:59');
const early = stated('2026-03-01T00:00:00');
const late = stated('2026-04-01T00:00:00');
const bounded = registered({ end: until });
const over = registered({ start: early, end: stated('2026-03-01T12:00:00') });

it.each([
  ['until further notice', [registered()], [['valid', morning, null]]],
  ['with an end', [bounded], [['valid', morning, until.at]]],
  [
    'stated from before',
    [registered({ start: early })],
    [
      ['unrecorded', early.at, morning],
      ['valid', morning, null],
    ],
  ],
  ['over before it was recorded', [over], [['unrecorded', early.at, over.end!.at]]],
  ['from later on', [registered({ start: late })], [['valid', late.at, null]]],
  [
    'cancelled',
    [bounded, cancelled(bounded)],
    [
      ['valid', morning, noon - 1],
      ['given-up', noon - 1, until.at],
    ],
  ],
  [
    'deleted',
    [registered(), deleted()],
    [
      ['valid', morning, evening - 1],
      ['given-up', evening - 1, null],
    ],
  ],
  [
    'ended by the patient',
    [bounded, endedByPatient(bounded, { end: late })],
    [
      ['valid', morning, late.at],
      ['given-up', late.at, until.at],
    ],
  ],
  [
    'cancelled before it began',
    [registered({ start: late }), cancelled(registered({ start: late }))],
    [['given-up', late.at, null]],
  ],
])('a consent %s', async (_which, events, expected) => {
  const segments = segmentsOf(await historyOfEvents(events));
  expect(segments.map(({ kind, from, to }) => [kind, from, to])).toStrictEqual(expected);
});
