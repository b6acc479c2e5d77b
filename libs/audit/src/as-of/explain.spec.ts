import type { ConsentEvent, ConsentRegistered, Instant } from '#consent';
import {
  at,
  cancelled,
  careProvider,
  careUnit,
  child,
  consentId,
  deleted,
  doctor,
  endedByPatient,
  evening,
  history,
  morning,
  noon,
  nurse,
  otherCareProvider,
  otherCareUnit,
  registered,
  stated,
  tolvan,
} from '#consent/given';
import { explain, explanationInWords, type KnownAt, type Reason } from './index';

const question = { patient: tolvan, careProviderId: careProvider, careUnitId: careUnit, employeeId: doctor };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HALF_SIX = evening + 12 * HOUR;
const everything: KnownAt = { position: 1000 };

const explained = (
  given: readonly ConsentEvent[],
  validAt: Instant = evening,
  knownAt: KnownAt = everything,
  listed?: number,
) => explain(history(...given), question, { validAt, knownAt, asked: 'then' }, listed);

const reasonsOf = (given: readonly ConsentEvent[], validAt?: Instant, knownAt?: KnownAt) => {
  const explanation = explained(given, validAt, knownAt);
  return explanation.hasConsent ? 'granted' : explanation.nearestMisses.map(({ reasons }) => reasons);
};

const otherUnit: Reason = { code: 'other-care-unit', careUnitId: otherCareUnit };
const otherProvider = {
  code: 'other-care-provider' as const,
  careProviderId: otherCareProvider,
  careUnitId: careUnit,
};
const otherEmployee: Reason = { code: 'other-employee', employeeId: nurse };
const endedAt = (time: string, apartMs: number, byPatient = false): Reason => ({
  code: 'ended',
  lastValidAt: at(time),
  byPatient,
  apartMs,
});

describe('why a consent gave no access', () => {
  const notKnown: KnownAt = { instant: morning - 1 };
  const unknown: Reason = {
    code: 'not-yet-registered',
    registeredAt: morning,
    position: 1,
    apartMs: evening - morning,
  };
  const over = registered({ end: stated('2026-02-28T18:00:00'), start: stated('2026-01-01T00:00:00') });
  const coming = registered({ start: stated('2026-03-03T18:00:00') });
  const cancelledAtNoon: Reason = { code: 'cancelled', closedAt: noon, position: 2, apartMs: evening - noon };
  const deletedAtNoon: Reason = { ...cancelledAtNoon, code: 'deleted' };
  const notStarted: Reason = { code: 'not-yet-started', startsAt: evening + DAY, apartMs: DAY };

  const rows: readonly [string, readonly ConsentEvent[], readonly Reason[], KnownAt?][] = [
    ['another unit', [registered({ careUnitId: otherCareUnit })], [otherUnit]],
    ['another care provider', [registered({ careProviderId: otherCareProvider })], [otherProvider]],
    [
      'another care provider, whose unit is another by that',
      [registered({ careProviderId: otherCareProvider, careUnitId: otherCareUnit })],
      [{ ...otherProvider, careUnitId: otherCareUnit }],
    ],
    ['another employee only', [registered({ employeeId: nurse })], [otherEmployee]],
    ['not started yet', [coming], [notStarted]],
    ['ended before', [over], [endedAt('2026-02-28T18:00:00', 2 * DAY)]],
    [
      'ended by the patient before',
      [registered(), endedByPatient(registered(), { recordedAt: noon, end: stated('2026-03-02T14:00:00') })],
      [endedAt('2026-03-02T14:00:00', 4 * HOUR, true)],
    ],
    ['cancelled', [registered(), cancelled()], [cancelledAtNoon]],
    ['deleted', [registered(), deleted(registered(), { recordedAt: noon })], [deletedAtNoon]],
    ['not registered yet', [registered()], [unknown], notKnown],
    ['not registered yet, and not started', [coming], [{ ...unknown }, notStarted], notKnown],
    [
      'not registered yet, and cancelled since: what was not known cannot have been cancelled',
      [registered(), cancelled()],
      [unknown],
      notKnown,
    ],
    [
      'another unit, another employee, ended and cancelled',
      [
        { ...over, careUnitId: otherCareUnit, employeeId: nurse },
        cancelled({ ...over, careUnitId: otherCareUnit }),
      ],
      [endedAt('2026-02-28T18:00:00', 2 * DAY), cancelledAtNoon, otherUnit, otherEmployee],
    ],
    [
      'another care provider, another employee, not started and deleted',
      [
        { ...coming, careProviderId: otherCareProvider, employeeId: nurse },
        deleted({ ...coming, careProviderId: otherCareProvider }, { recordedAt: noon }),
      ],
      [notStarted, deletedAtNoon, otherProvider, otherEmployee],
    ],
  ];

  const cases = rows.map(([name, given, reasons, knownAt]) => ({ name, given, reasons, knownAt }));

  it.each(cases)('$name', ({ given, reasons, knownAt }) => {
    expect(reasonsOf(given, evening, knownAt)).toStrictEqual([reasons]);
  });

  it('is found whatever the case of its id', () => {
    const lower = { ...registered(), assertionId: consentId(1).toLowerCase() };
    expect(reasonsOf([registered(), cancelled(lower)])).toStrictEqual([[cancelledAtNoon]]);
  });

  it('is told as the live check saw it, by whoever’s clock was behind', () => {
    const viewpoint = { validAt: noon - 5000, knownAt: { position: 2 }, asked: 'now' } as const;
    expect(explain(history(registered(), cancelled()), question, viewpoint)).toMatchObject({
      nearestMisses: [{ reasons: [{ ...cancelledAtNoon, apartMs: 0 }] }],
    });
  });
});

describe('what gave access', () => {
  const told = {
    assertionId: consentId(1),
    assertionType: 'Consent',
    careProviderId: careProvider,
    careUnitId: careUnit,
    startsAt: morning,
    lastValidAt: null,
    registeredAt: morning,
    position: 1,
  };

  it('is told with its place in the ledger', () => {
    expect(explained([registered()])).toStrictEqual({ hasConsent: true, grantedBy: told, later: [] });
  });

  it('is the latest registered, with its present end', () => {
    const second = registered({ assertionId: consentId(2), employeeId: doctor });
    const end = stated('2026-03-31T00:00:00');
    expect(explained([registered(), second, endedByPatient(second, { end })])).toMatchObject({
      grantedBy: { assertionId: consentId(2), employeeId: doctor, lastValidAt: end.at, position: 2 },
    });
  });

  it.each<[string, ConsentEvent, object]>([
    ['cancelled', cancelled(), { code: 'cancelled', isLater: true, recordedAt: noon, position: 2 }],
    ['deleted', deleted(), { code: 'deleted', isLater: true, recordedAt: evening, position: 2 }],
    [
      'ended by the patient',
      endedByPatient(),
      { code: 'end-moved', isLater: true, recordedAt: noon, position: 2, lastValidAt: noon - 1 },
    ],
  ])('says when it was %s later', (_, event, change) => {
    const expected = { hasConsent: true, grantedBy: told, later: [change] };
    expect(explained([registered(), event], morning)).toStrictEqual(expected);
    expect(explained([registered(), event], morning, { instant: morning })).toStrictEqual(expected);
  });
});

describe('what had happened before, and was not known', () => {
  it.each<[string, ConsentEvent, object]>([
    ['a cancellation', cancelled(), { code: 'cancelled', recordedAt: noon }],
    ['a deletion', deleted(registered(), { recordedAt: noon }), { code: 'deleted', recordedAt: noon }],
    ['a new end', endedByPatient(), { code: 'end-moved', recordedAt: noon, lastValidAt: noon - 1 }],
  ])('is told: %s', (_, event, change) => {
    expect(explained([registered(), event], noon, { position: 1 })).toMatchObject({
      hasConsent: true,
      later: [{ ...change, isLater: false, position: 2 }],
    });
  });
});

describe('the nearest misses', () => {
  const consent = (n: number, overrides: Partial<ConsentRegistered>) =>
    registered({ assertionId: consentId(n), ...overrides });
  const endedLongAgo = consent(1, {
    start: stated('2026-01-01T00:00:00'),
    end: stated('2026-01-31T00:00:00'),
  });
  const justEnded = consent(2, { end: stated('2026-03-02T17:59:59') });
  const startsSoon = consent(3, { start: stated('2026-03-02T18:00:02') });
  const forNurse = consent(4, { employeeId: nurse });
  const atOtherUnit = consent(5, { careUnitId: otherCareUnit });
  const forNurseAtOtherUnit = consent(6, { careUnitId: otherCareUnit, employeeId: nurse });
  const elsewhere = consent(7, { careProviderId: otherCareProvider });
  const alsoElsewhere = consent(8, { careProviderId: otherCareProvider });
  const ofAnother = consent(9, { patient: child });
  const all = [
    elsewhere,
    forNurseAtOtherUnit,
    atOtherUnit,
    ofAnother,
    forNurse,
    endedLongAgo,
    startsSoon,
    justEnded,
    alsoElsewhere,
  ];
  const inOrder = [2, 3, 1, 4, 5, 8, 7, 6].map(consentId);

  const listed = (limit?: number) => {
    const explanation = explained(all, evening, everything, limit);
    if (explanation.hasConsent) throw new Error('Nothing should give access.');
    return explanation;
  };

  it('come by number of obstacles, then time before place, then the gap in time, then the latest registered', () => {
    const { nearestMisses, furtherMisses } = listed(100);
    expect(nearestMisses.map(({ consent: { assertionId } }) => assertionId)).toStrictEqual(inOrder);
    expect(furtherMisses).toBe(0);
  });

  it('are five unless more or fewer are asked for, and the rest is counted', () => {
    expect([listed().nearestMisses.length, listed().furtherMisses]).toStrictEqual([5, 3]);
    expect([listed(1).nearestMisses.length, listed(1).furtherMisses]).toStrictEqual([1, 7]);
    expect([listed(0).nearestMisses.length, listed(0).furtherMisses]).toStrictEqual([0, 8]);
  });

  it('are none for a patient without consents', () => {
    expect(explained([ofAnother])).toStrictEqual({ hasConsent: false, nearestMisses: [], furtherMisses: 0 });
  });

  it('pass over the end of a history whose beginning the log no longer has', () => {
    expect(explained([cancelled()])).toStrictEqual({
      hasConsent: false,
      nearestMisses: [],
      furtherMisses: 0,
    });
  });
});

describe('in words', () => {
  const words = (...asked: Parameters<typeof explained>) => explanationInWords(explained(...asked));
  const id = consentId(1);

  it('a grant, and what came later', () => {
    expect(words([registered(), deleted()], morning)).toStrictEqual([
      `Granted by consent ${id}, registered 2026-03-02 08:00:00 at position 1, for everyone at unit ${careUnit}, ` +
        'valid from 2026-03-02 08:00:00 until further notice.',
      'Until it was deleted, as registered by mistake, it was valid and may have been used; that was later, ' +
        '2026-03-02 18:00:00 (position 2).',
    ]);
  });

  it('an emergency for one employee, until an end', () => {
    const emergency = registered({
      assertionType: 'Emergency',
      employeeId: doctor,
      end: stated('2026-03-09T00:00:00'),
    });
    expect(words([emergency, cancelled()], morning)).toStrictEqual([
      `Granted by emergency access ${id}, registered 2026-03-02 08:00:00 at position 1, for ${doctor} at unit ${careUnit}, ` +
        'valid from 2026-03-02 08:00:00 until 2026-03-09 00:00:00.',
      'Until it was cancelled it was valid; that was later, 2026-03-02 12:00:00 (position 2).',
    ]);
    expect(words([registered(), endedByPatient()], morning)[1]).toBe(
      'The patient moved its end later, 2026-03-02 12:00:00 (position 2), to 2026-03-02 11:59:59.',
    );
  });

  it.each<[string, ConsentEvent]>([
    ['It had been cancelled before, 2026-03-02 12:00:00 (position 2); that was not known.', cancelled()],
    [
      'It had been deleted before, as registered by mistake, 2026-03-02 18:00:00 (position 2); that was not known.',
      deleted(),
    ],
    [
      'The patient had moved its end before, 2026-03-02 12:00:00 (position 2), to 2026-03-02 11:59:59; that was not known.',
      endedByPatient(),
    ],
  ])('what was not known: %s', (sentence, event) => {
    expect(words([registered(), event], evening, { position: 1 })[1]).toBe(sentence);
  });

  it.each<[string, readonly ConsentEvent[], Instant, KnownAt]>([
    [
      'it had been cancelled 6 hours before, 2026-03-02 12:00:00 (position 2)',
      [registered(), cancelled()],
      evening,
      everything,
    ],
    [
      'it had been deleted, as registered by mistake, 12 hours before, 2026-03-02 18:00:00 (position 2)',
      [registered(), deleted()],
      HALF_SIX,
      everything,
    ],
    [
      'the patient had ended it less than a second before, 2026-03-02 11:59:59',
      [registered(), endedByPatient()],
      noon,
      everything,
    ],
    [
      'it had ended 2 days before, 2026-03-02 18:00:00',
      [registered({ end: stated('2026-03-02T18:00:00') })],
      evening + 2 * DAY + HOUR,
      everything,
    ],
    [
      'it had not started; it starts 2 years later, 2028-03-02 08:00:00; it is for another employee only, ' +
        nurse,
      [registered({ start: stated('2028-03-02T08:00:00'), employeeId: nurse })],
      morning,
      everything,
    ],
    [
      'it was not registered yet, as far as was known; it was later, 2026-03-02 08:00:00 (position 1)',
      [registered()],
      evening,
      { position: 0 },
    ],
    [
      `it is for another care provider, ${otherCareProvider} (unit ${careUnit})`,
      [registered({ careProviderId: otherCareProvider })],
      evening,
      everything,
    ],
    [
      `it is for another unit, ${otherCareUnit}`,
      [registered({ careUnitId: otherCareUnit })],
      evening,
      everything,
    ],
  ])('a miss: %s', (sentence, given, validAt, knownAt) => {
    expect(words(given, validAt, knownAt)).toStrictEqual([
      'Denied. The nearest that there was:',
      `Consent ${id}: ${sentence}.`,
    ]);
  });

  it('how many are not listed, and that there is none', () => {
    const given = [
      registered({ employeeId: nurse }),
      registered({ assertionId: consentId(2), employeeId: nurse }),
    ];
    expect(words(given, evening, everything, 1)[2]).toBe('Further consents of the patient, not listed: 1.');
    expect(words([])).toStrictEqual(['Denied: no consent of this patient was found.']);
  });
});
