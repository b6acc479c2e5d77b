import type { ConsentRegistered, Instant, PersonIdentity } from '#consent';
import {
  action,
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
  filledIn,
  journalSystem,
  morning,
  noon,
  nurse,
  otherCareProvider,
  otherCareUnit,
  registered,
  stated,
  tolvan,
  visitor,
} from '#consent/given';
import type { Assertion, CareProviderQuestion, ExtendedAssertion } from './index';
import {
  checkConsent,
  consentsForCareProvider,
  consentsForPatient,
  extendedConsentsForPatient,
} from './index';
import { given } from './given';

/** One history, and every question asked of it: what one answer says, no other may deny. */
const second = (n: number): Instant => morning + n * 1000;
const consent = (n: number, overrides: Partial<ConsentRegistered> = {}) =>
  registered({ assertionId: consentId(n), recordedAt: second(n), ...overrides });

const unitWide = consent(1);
const forNurse = consent(2, { employeeId: nurse, representedBy: visitor });
const notStarted = consent(3, { start: stated('2026-03-09T00:00:00') });
const expired = consent(4, { end: stated('2026-03-02T17:59:59') });
const toBeCancelled = consent(5);
const toBeDeleted = consent(6);
const toBeMoved = consent(7, { employeeId: doctor, end: stated('2026-03-31T23:59:59') });
const toBeEnded = consent(8);
const cancelledAndExpired = consent(9, { end: stated('2026-03-02T15:00:00') });
const emergency = consent(10, { assertionType: 'Emergency', careUnitId: otherCareUnit });
const elsewhere = consent(11, { careProviderId: otherCareProvider });
const childs = consent(12, { patient: child, assertionType: 'Emergency' });

const history = [
  unitWide,
  forNurse,
  notStarted,
  expired,
  toBeCancelled,
  toBeDeleted,
  toBeMoved,
  toBeEnded,
  cancelledAndExpired,
  emergency,
  elsewhere,
  childs,
  cancelled(toBeCancelled, { recordedAt: noon }),
  deleted(toBeDeleted, { recordedAt: noon + 1000 }),
  endedByPatient(toBeMoved, { recordedAt: noon + 2000, end: stated('2026-03-05T00:00:00') }),
  endedByPatient(toBeEnded, { recordedAt: noon + 3000 }),
  cancelled(cancelledAndExpired, { recordedAt: noon + 4000 }),
];
const models = given(...history);

const told = (n: number, overrides: Partial<Assertion> = {}): Assertion => ({
  assertionId: consentId(n),
  assertionType: 'Consent',
  scope: 'NationalLevel',
  patient: tolvan,
  careProviderId: careProvider,
  careUnitId: careUnit,
  start: filledIn(second(n)),
  ownerId: journalSystem,
  ...overrides,
});
const extended = (assertion: Assertion, more: Partial<ExtendedAssertion> = {}): ExtendedAssertion => ({
  assertion,
  registration: action('2026-03-02T07:58:00', '2026-03-02T07:59:00'),
  isInForce: true,
  ...more,
});
const isInForce = false;
const cancellation = action('2026-03-02T11:58:00', '2026-03-02T11:59:00', 'The patient asked for it');
const deletion = action('2026-03-02T17:58:00', '2026-03-02T17:59:00', 'Registered on the wrong patient');

const summaryOf = {
  unitWide: told(1),
  forNurse: told(2, { employeeId: nurse }),
  notStarted: told(3, { start: stated('2026-03-09T00:00:00') }),
  expired: told(4, { end: stated('2026-03-02T17:59:59') }),
  cancelled: told(5),
  deleted: told(6),
  moved: told(7, { employeeId: doctor, end: stated('2026-03-05T00:00:00') }),
  ended: told(8, { end: { at: noon + 2999, sent: null } }),
  cancelledAndExpired: told(9, { end: stated('2026-03-02T15:00:00') }),
  emergency: told(10, { assertionType: 'Emergency', careUnitId: otherCareUnit }),
  elsewhere: told(11, { careProviderId: otherCareProvider }),
  childs: told(12, { assertionType: 'Emergency', patient: child }),
};

describe('CheckConsent', () => {
  const check = (
    employeeId: string,
    place: { patient?: PersonIdentity; provider?: string; unit?: string } = {},
    now = evening,
  ) =>
    checkConsent(
      models.check,
      {
        patient: place.patient ?? tolvan,
        careProviderId: place.provider ?? careProvider,
        careUnitId: place.unit ?? careUnit,
        employeeId,
      },
      now,
    );
  const yes = (n: number, assertionType: 'Consent' | 'Emergency' = 'Consent') => ({
    hasConsent: true,
    assertionType,
    assertionId: consentId(n),
  });
  const no = { hasConsent: false };

  it('answers with the latest registered of those that are valid for whoever asks', () => {
    expect(check('somebody')).toStrictEqual(yes(1));
    expect(check(nurse)).toStrictEqual(yes(2));
    expect(check(doctor)).toStrictEqual(yes(7));
  });

  it('keeps units, care providers and patients apart', () => {
    expect(check(doctor, { unit: otherCareUnit })).toStrictEqual(yes(10, 'Emergency'));
    expect(check(doctor, { provider: otherCareProvider })).toStrictEqual(yes(11));
    expect(check(doctor, { patient: child })).toStrictEqual(yes(12, 'Emergency'));
    expect(check(doctor, { provider: otherCareProvider, unit: otherCareUnit })).toStrictEqual(no);
    expect(check(doctor, { patient: child, provider: otherCareProvider })).toStrictEqual(no);
    expect(check(doctor, { patient: child, unit: otherCareUnit })).toStrictEqual(no);
    expect(check(doctor, { patient: visitor })).toStrictEqual(no);
    expect(check(doctor, { patient: { ...tolvan, root: visitor.root } })).toStrictEqual(no);
  });

  it('follows the time', () => {
    expect(check(doctor, {}, at('2026-03-05T00:00:01'))).toStrictEqual(yes(1));
    expect(check(doctor, {}, at('2026-03-09T00:00:00'))).toStrictEqual(yes(3));
  });
});

describe('GetConsentsForPatient', () => {
  const ask = (patient: PersonIdentity, careProviderId: string) =>
    consentsForPatient(models.patient, { patient, careProviderId }, evening).consents;

  it('tells of what is valid, or will be, with one care provider', () => {
    expect(ask(tolvan, careProvider)).toStrictEqual([
      summaryOf.unitWide,
      summaryOf.forNurse,
      summaryOf.notStarted,
      summaryOf.moved,
      summaryOf.emergency,
    ]);
    expect(ask(tolvan, otherCareProvider)).toStrictEqual([summaryOf.elsewhere]);
    expect(ask(child, careProvider)).toStrictEqual([summaryOf.childs]);
    expect(ask(child, otherCareProvider)).toStrictEqual([]);
    expect(ask(visitor, careProvider)).toStrictEqual([]);
  });
});

describe('GetExtendedConsentsForPatient', () => {
  const ask = (
    patient: PersonIdentity,
    careProviders: 'all' | ReadonlySet<string>,
    includeCancelled: boolean,
  ) =>
    extendedConsentsForPatient(models.patient, { patient, careProviders, includeCancelled }, evening)
      .consents;
  const inForce = [
    extended(summaryOf.unitWide),
    extended(summaryOf.forNurse, { representedBy: visitor }),
    extended(summaryOf.notStarted),
    extended(summaryOf.moved),
    extended(summaryOf.emergency),
  ];
  const everything = [
    extended(summaryOf.unitWide),
    extended(summaryOf.forNurse, { representedBy: visitor }),
    extended(summaryOf.notStarted),
    extended(summaryOf.expired, { isInForce }),
    extended(summaryOf.cancelled, { cancellation, isInForce }),
    extended(summaryOf.deleted, { deletion, isInForce }),
    extended(summaryOf.moved),
    extended(summaryOf.ended, { isInForce }),
    extended(summaryOf.cancelledAndExpired, { cancellation, isInForce }),
    extended(summaryOf.emergency),
  ];

  it('tells of what is valid, or will be', () => {
    expect(ask(tolvan, new Set([careProvider]), false)).toStrictEqual(inForce);
  });

  it('tells of everything, and who closed it, when asked for the cancelled too', () => {
    expect(ask(tolvan, new Set([careProvider]), true)).toStrictEqual(everything);
  });

  it('tells of the care providers that are asked for', () => {
    const elsewhere = extended(summaryOf.elsewhere);
    expect(ask(tolvan, new Set([otherCareProvider]), true)).toStrictEqual([elsewhere]);
    expect(ask(tolvan, new Set([careProvider, otherCareProvider]), false)).toStrictEqual([
      ...inForce,
      elsewhere,
    ]);
    expect(ask(tolvan, 'all', true)).toStrictEqual([...everything, elsewhere]);
    expect(ask(tolvan, 'all', false)).toStrictEqual([...inForce, elsewhere]);
    expect(ask(tolvan, new Set(), true)).toStrictEqual([]);
    expect(ask(child, 'all', true)).toStrictEqual([extended(summaryOf.childs)]);
    expect(ask(visitor, 'all', true)).toStrictEqual([]);
  });
});

describe('GetConsentsForCareProvider', () => {
  const ask = (careProviderId: string, more: Partial<CareProviderQuestion>) =>
    consentsForCareProvider(
      models.careProvider,
      { careProviderId, includeCancelled: false, pageSize: 100, scanLimit: 100, ...more },
      evening,
    );
  const inStorageOrder = [
    summaryOf.unitWide,
    summaryOf.forNurse,
    summaryOf.notStarted,
    summaryOf.emergency,
    summaryOf.childs,
    summaryOf.moved,
  ];
  const end = { hasMore: false, moreOnOrAfter: noon + 4000, cursor: { storedAt: noon + 4000, position: 17 } };

  it('tells of what is valid, or will be, in the order of its latest change', () => {
    expect(ask(careProvider, {})).toStrictEqual({ assertions: inStorageOrder, cancelled: [], ...end });
  });

  it('lists what was cancelled, deleted or ended before its registered end, when asked for', () => {
    expect(ask(careProvider, { includeCancelled: true })).toStrictEqual({
      assertions: inStorageOrder,
      cancelled: [
        { assertionId: consentId(5), cancellationDate: stated('2026-03-02T11:59:00') },
        { assertionId: consentId(6), cancellationDate: stated('2026-03-02T17:59:00') },
        { assertionId: consentId(8), cancellationDate: { at: noon + 2999, sent: null } },
        { assertionId: consentId(9), cancellationDate: stated('2026-03-02T11:59:00') },
      ],
      ...end,
    });
  });

  it('tells of one care provider alone', () => {
    expect(ask(otherCareProvider, { includeCancelled: true })).toStrictEqual({
      assertions: [summaryOf.elsewhere],
      cancelled: [],
      hasMore: false,
      moreOnOrAfter: second(11),
      cursor: { storedAt: second(11), position: 11 },
    });
    expect(ask('SE165565594230-3000', { includeCancelled: true })).toStrictEqual({
      assertions: [],
      cancelled: [],
      hasMore: false,
      moreOnOrAfter: 0,
      cursor: { storedAt: 0, position: -1 },
    });
  });

  it('tells those who have the earlier ones of what has changed since', () => {
    expect(ask(careProvider, { createdOnOrAfter: noon, includeCancelled: true })).toStrictEqual({
      assertions: [summaryOf.moved],
      cancelled: [
        { assertionId: consentId(5), cancellationDate: stated('2026-03-02T11:59:00') },
        { assertionId: consentId(6), cancellationDate: stated('2026-03-02T17:59:00') },
        { assertionId: consentId(8), cancellationDate: { at: noon + 2999, sent: null } },
        { assertionId: consentId(9), cancellationDate: stated('2026-03-02T11:59:00') },
      ],
      ...end,
    });
  });
});
