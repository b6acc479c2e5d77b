import { type ConformanceCase, ofRule } from './conformance-case';
import { ANY, lists, no, oneOf, yes } from './expectations';
import { persons } from './persons';
import { actionIn, check, getConsents, getExtended, register } from './steps';

const contract = 'RegisterExtendedConsent';
const INSTANT = '2098-06-30T12:00:00';

const reach: readonly ConformanceCase[] = [
  ofRule({
    id: 'register.for-the-unit',
    contract,
    rule: 'A consent without an employeeId is for all staff of the unit, at once.',
    when: [register()],
    afterwards: [
      check(yes()),
      check(yes(), {
        what: 'another employee at the unit',
        actor: ({ otherEmployeeId }) => ({ employeeId: otherEmployeeId }),
      }),
    ],
  }),
  ofRule({
    id: 'register.for-one-employee',
    contract,
    rule: 'A consent with an employeeId is for that employee only.',
    when: [register(({ employeeId }) => ({ employeeId }))],
    afterwards: [
      check(yes()),
      check(no, {
        what: 'another employee at the unit',
        actor: ({ otherEmployeeId }) => ({ employeeId: otherEmployeeId }),
      }),
    ],
  }),
  ofRule({
    id: 'register.emergency',
    contract,
    rule: 'Emergency access is registered by the same contract, and a check says that it is one.',
    when: [register({ assertionType: 'Emergency' })],
    afterwards: [check(yes('Emergency'))],
  }),
  ofRule({
    id: 'register.for-a-coordination-number',
    contract,
    rule: 'A patient may have a samordningsnummer.',
    when: [register({ patientId: persons.coordinationNumber })],
    afterwards: [check(yes(), { patientId: persons.coordinationNumber })],
  }),
  ofRule({
    id: 'register.for-a-reserve-number',
    contract,
    rule: 'A patient may have a national reserve number.',
    when: [register({ patientId: persons.reserveNumber })],
    afterwards: [check(yes(), { patientId: persons.reserveNumber })],
  }),
];

const spans: readonly ConformanceCase[] = [
  ofRule({
    id: 'register.without-dates',
    contract,
    rule: 'Without a startDate a consent begins when it is registered, and queries show that time; without an endDate it has none.',
    when: [register({ startDate: undefined, endDate: undefined })],
    afterwards: [check(yes()), getConsents(lists(() => ({ startDate: ANY, endDate: undefined })))],
  }),
  ofRule({
    id: 'register.identical-span',
    contract,
    rule: 'A consent may begin and end at the same instant: its endDate belongs to it.',
    when: [register({ startDate: INSTANT, endDate: INSTANT })],
    afterwards: [getConsents(lists(() => ({ startDate: INSTANT, endDate: INSTANT })))],
  }),
  ofRule({
    id: 'register.keeps-its-span',
    contract,
    rule: 'Queries show startDate and endDate as they were registered.',
    when: [register()],
    afterwards: [
      getConsents(lists(() => ({ startDate: '2025-01-15T10:00:00', endDate: '2098-12-31T23:59:59' }))),
    ],
  }),
  ofRule({
    id: 'register.has-not-started',
    contract,
    rule: 'A consent gives no access before its startDate, and is listed all the same.',
    when: [register({ startDate: INSTANT })],
    afterwards: [check(no), getConsents(lists())],
  }),
  ofRule({
    id: 'register.has-expired',
    contract,
    rule: 'A consent gives no access after its endDate.',
    when: [register({ endDate: '2025-01-31T23:59:59' })],
    afterwards: [check(no)],
  }),
];

const kept: readonly ConformanceCase[] = [
  ofRule({
    id: 'register.keeps-its-data',
    contract,
    rule: 'Queries show whom and what a consent is for, as registered.',
    when: [register(({ employeeId }) => ({ employeeId }))],
    afterwards: [
      getConsents(
        lists(({ careProviderId, careUnitId, employeeId }) => ({
          assertionType: 'Consent',
          scope: 'NationalLevel',
          careProviderId,
          careUnitId,
          employeeId,
          patientId: persons.patient,
        })),
      ),
    ],
  }),
  ofRule({
    id: 'register.keeps-who-and-why',
    contract,
    rule: 'registrationInfo is the registrationAction, element by element.',
    when: [register()],
    afterwards: [
      getExtended(
        lists((scene) => ({
          registrationInfo: actionIn(scene),
          representedBy: undefined,
          cancellationInfo: undefined,
          deletionInfo: undefined,
        })),
      ),
    ],
  }),
  ofRule({
    id: 'register.keeps-the-guardian',
    contract,
    rule: 'representedBy is shown as registered, and changes nothing in a check.',
    when: [register({ representedBy: persons.guardian })],
    afterwards: [getExtended(lists(() => ({ representedBy: persons.guardian }))), check(yes())],
  }),
  ofRule({
    id: 'register.again-with-the-same',
    contract,
    rule: 'The same registration again is ALREADYEXISTS, or OK where a service forgives it, and makes no second consent.',
    given: [register()],
    when: [register({}, { what: 'the same again', expect: oneOf('ALREADYEXISTS', 'OK') })],
    afterwards: [getConsents(lists()), getExtended(lists())],
  }),
  ofRule({
    id: 'register.again-with-another-end',
    contract,
    rule: 'A different registration with the same assertionId is ALREADYEXISTS, and changes nothing.',
    given: [register()],
    when: [
      register({ endDate: '2097-12-31T23:59:59' }, { what: 'another end', expect: oneOf('ALREADYEXISTS') }),
    ],
    afterwards: [getConsents(lists(() => ({ endDate: '2098-12-31T23:59:59' })))],
  }),
];

/** What RegisterExtendedConsent does, beyond the table of response codes. */
export const registeringCases: readonly ConformanceCase[] = [...reach, ...spans, ...kept];
