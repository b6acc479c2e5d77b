import type { ConsentEvent, Instant } from '#consent';
import {
  cancelled,
  careProvider,
  careUnit,
  consentId,
  deleted,
  doctor,
  endedByPatient,
  evening,
  filledIn,
  history,
  morning,
  noon,
  registered,
  stated,
  tolvan,
} from '#consent/given';
import { given, memoryRows } from '../given';
import { checkProjection } from './check.projection';
import { checkKey, type CheckRow } from './checked-place';
import { checkConsent } from './check.query';

const place = { patient: tolvan, careProviderId: careProvider, careUnitId: careUnit };
const check = (events: readonly ConsentEvent[], now: Instant) =>
  checkConsent(given(...events).check, { ...place, employeeId: doctor }, now);
const yes = { hasConsent: true, assertionType: 'Consent', assertionId: consentId(1) };
const no = { hasConsent: false };

describe('the boundaries of a consent', () => {
  const span = [registered({ start: stated('2026-03-02T12:00:00'), end: stated('2026-03-02T18:00:00') })];

  it.each([
    ['the instant before its start', noon - 1, no],
    ['its start', noon, yes],
    ['its end', evening, yes],
    ['the instant after its end', evening + 1, no],
  ])('at %s', (_, now, answer) => {
    expect(check(span, now)).toStrictEqual(answer);
  });

  it('is there at once for a reader whose clock is behind the writer’s', () => {
    expect(check([registered()], morning)).toStrictEqual(yes);
    expect(check([registered()], morning - 5000)).toStrictEqual(yes);
  });

  it('is gone at once for a reader whose clock is behind the writer’s', () => {
    const events = [registered(), endedByPatient()];
    expect(check(events, noon)).toStrictEqual(no);
    expect(check(events, noon - 5000)).toStrictEqual(no);
    expect(check([registered(), cancelled()], noon - 5000)).toStrictEqual(no);
  });

  it('does not go back to not started because a later change was recorded by a slower clock', () => {
    const slow = morning - 5000;
    const moved = endedByPatient(registered(), { recordedAt: slow, end: filledIn(evening) });
    expect(check([registered(), moved], slow)).toStrictEqual(yes);
  });
});

describe('a question about an instant that somebody named', () => {
  const checkThen = (events: readonly ConsentEvent[], then: Instant) =>
    checkConsent(given(...events).check, { ...place, employeeId: doctor }, then, 'then');

  it.each([
    ['before a consent that starts when it is registered', [registered()], morning - 1, no],
    ['when it starts', [registered()], morning, yes],
    ['at the last instant before the patient ended it', [registered(), endedByPatient()], noon - 1, yes],
    ['at the instant that the patient ended it', [registered(), endedByPatient()], noon, no],
  ])('is answered for that instant: %s', (_, events, then, answer) => {
    expect(checkThen(events, then)).toStrictEqual(answer);
  });
});

describe('its row', () => {
  const one = registered();
  const other = registered({ assertionId: consentId(2) });
  const apply = (events: readonly ConsentEvent[]) => {
    const rows = memoryRows<CheckRow>();
    for (const recorded of history(...events)) rows.apply(checkProjection.apply(recorded, rows));
    return rows;
  };

  it.each([cancelled, deleted])('is removed with the last consent in it', (closed) => {
    expect(apply([one, other, closed(one)]).get(checkKey(place))).toMatchObject({
      consents: [{ assertionId: consentId(2) }],
    });
    expect(apply([one, other, closed(one), closed(other)]).all()).toStrictEqual([]);
  });

  it('is not made by a change to a consent that was never registered', () => {
    expect(apply([cancelled(), deleted(), endedByPatient()]).all()).toStrictEqual([]);
  });

  it('finds the consent whatever the case of its id', () => {
    const lower = { ...one, assertionId: consentId(1).toLowerCase() };
    expect(apply([one, cancelled(lower)]).all()).toStrictEqual([]);
  });

  it('answers by the order of registration, whatever the clocks said', () => {
    const events = [
      registered({ recordedAt: evening }),
      registered({ assertionId: consentId(2), assertionType: 'Emergency', recordedAt: morning }),
    ];
    expect(check(events, evening)).toStrictEqual({
      hasConsent: true,
      assertionType: 'Emergency',
      assertionId: consentId(2),
    });
  });

  it('is read once for a check, and before a yes only whether its consent can be relied on', () => {
    const { check: rows } = given(one, other);
    const keys: unknown[] = [];
    const counting = {
      get: (key: Parameters<typeof rows.get>[0]) => {
        keys.push(key);
        return rows.get(key);
      },
      scan: () => {
        throw new Error('A check must not scan.');
      },
    };
    checkConsent(counting, { ...place, employeeId: doctor }, noon);
    const row = [tolvan.root, tolvan.extension, careProvider, careUnit];
    expect(keys).toStrictEqual([row, ['unreadable', consentId(2).toLowerCase()]]);
    keys.length = 0;
    checkConsent(counting, { ...place, employeeId: doctor }, morning - 1, 'then');
    expect(keys).toStrictEqual([row]);
  });
});
