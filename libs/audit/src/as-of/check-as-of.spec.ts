import type { ConsentEvent, Instant } from '#consent';
import {
  at,
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
import { checkAsOf, type KnownAt } from './index';

const question = { patient: tolvan, careProviderId: careProvider, careUnitId: careUnit, employeeId: doctor };
const yes = { hasConsent: true, assertionType: 'Consent', assertionId: consentId(1) };
const no = { hasConsent: false };

const instant = (known: Instant): KnownAt => ({ instant: known });
const position = (known: number): KnownAt => ({ position: known });

type Row = readonly [
  when: string,
  given: readonly ConsentEvent[],
  validAt: Instant,
  knownAt: KnownAt,
  answer: object,
];

const later = at('2026-03-09T00:00:00');

describe('as of then', () => {
  const check = (given: readonly ConsentEvent[], validAt: Instant, knownAt: KnownAt) =>
    checkAsOf(history(...given), question, { validAt, knownAt, asked: 'then' });

  describe('a consent, registered in the morning', () => {
    const consent = [registered()];
    const backdated = [registered({ start: stated('2026-03-01T00:00:00') })];

    const rows: readonly Row[] = [
      ['at its registration', consent, morning, instant(morning), yes],
      ['the instant before it', consent, morning - 1, instant(morning - 1), no],
      [
        'before it starts, with hindsight: it starts when it is registered',
        consent,
        morning - 1,
        instant(noon),
        no,
      ],
      ['of which nothing was known', consent, noon, instant(morning - 1), no],
      ['at its position', consent, noon, position(1), yes],
      ['before its position', consent, noon, position(0), no],
      ['backdated, before it was known', backdated, morning - 1, instant(morning - 1), no],
      ['backdated, with hindsight', backdated, morning - 1, instant(morning), yes],
      ['backdated, with hindsight by position', backdated, morning - 1, position(1), yes],
      [
        'backdated, before its start, with hindsight',
        backdated,
        at('2026-02-28T23:59:59'),
        instant(noon),
        no,
      ],
    ];
    const cases = rows.map(([when, given, validAt, knownAt, answer]) => ({
      when,
      given,
      validAt,
      knownAt,
      answer,
    }));

    it.each(cases)('$when', ({ given, validAt, knownAt, answer }) => {
      expect(check(given, validAt, knownAt)).toStrictEqual(answer);
    });
  });

  describe.each([
    ['cancelled', [registered(), cancelled(registered(), { recordedAt: noon })]],
    ['deleted', [registered(), deleted(registered(), { recordedAt: noon })]],
    ['ended by the patient', [registered(), endedByPatient(registered(), { recordedAt: noon })]],
  ])('a consent that was %s at noon', (_, given) => {
    it.each<[string, Instant, KnownAt, object]>([
      ['the instant before, as known then', noon - 1, instant(noon - 1), yes],
      ['the instant before, with hindsight: it may have been used', noon - 1, instant(later), yes],
      ['at that instant', noon, instant(noon), no],
      ['afterwards, as known before: nobody knew', evening, instant(noon - 1), yes],
      ['afterwards, by the position before', evening, position(1), yes],
      ['afterwards, by its position', evening, position(2), no],
    ])('%s', (__, validAt, knownAt, answer) => {
      expect(check(given, validAt, knownAt)).toStrictEqual(answer);
    });
  });

  it('an end in the present second, stated in whole seconds, takes effect when it was recorded', () => {
    const ended = endedByPatient(registered(), {
      recordedAt: noon + 400,
      end: stated('2026-03-02T12:00:00'),
    });
    const given = [registered(), ended];
    expect(check(given, noon + 300, instant(later))).toStrictEqual(yes);
    expect(check(given, noon + 400, instant(later))).toStrictEqual(no);
  });

  it('a cancellation is no news where its registration is not known, by a clock that was fast', () => {
    const given = [registered({ recordedAt: noon }), cancelled(registered(), { recordedAt: morning })];
    expect(check(given, evening, instant(morning))).toStrictEqual(no);
  });

  it('the latest registered of those that are valid is named, by position and not by clock', () => {
    const given = [
      registered({ recordedAt: noon }),
      registered({ assertionId: consentId(2), assertionType: 'Emergency', recordedAt: morning }),
    ];
    const second = { hasConsent: true, assertionType: 'Emergency', assertionId: consentId(2) };
    expect(check(given, evening, instant(later))).toStrictEqual(second);
    expect(check(given, evening, position(1))).toStrictEqual(yes);
  });
});

describe('as the live check answered', () => {
  const checkNow = (given: readonly ConsentEvent[], decidedAt: Instant, known: number) =>
    checkAsOf(history(...given), question, { validAt: decidedAt, knownAt: position(known), asked: 'now' });

  it('a consent was there at once for a clock that was behind', () => {
    expect(checkNow([registered()], morning - 5000, 1)).toStrictEqual(yes);
  });

  it('a consent was gone at once for a clock that was behind', () => {
    const slow = noon - 5000;
    expect(checkNow([registered(), cancelled()], slow, 2)).toStrictEqual(no);
    expect(checkNow([registered(), cancelled()], slow, 1)).toStrictEqual(yes);
    expect(checkNow([registered(), endedByPatient()], slow, 2)).toStrictEqual(no);
    const moved = endedByPatient(registered(), { end: filledIn(evening) });
    expect(checkNow([registered(), moved], slow, 2)).toStrictEqual(yes);
  });
});
