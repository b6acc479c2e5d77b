import { type ConformanceCase, ofRule } from './conformance-case';
import { ANY, lists, no, refused, yes } from './expectations';
import { persons } from './persons';
import { check, end, getConsents, getExtended, register } from './steps';

const contract = 'EndConsentByPatient';
const EARLIER = '2097-06-30T23:59:59';

/** What EndConsentByPatient does, beyond the rows of its neighbours. */
export const endingCases: readonly ConformanceCase[] = [
  ofRule({
    id: 'end.now',
    contract,
    rule: 'Without an endDateTime the consent ends now: a check says no at once, and the history shows no cancellation.',
    given: [register(), check(yes())],
    when: [end()],
    afterwards: [
      check(no),
      getExtended(
        lists(() => ({
          'pDLAssertion.endDate': ANY,
          cancellationInfo: undefined,
          deletionInfo: undefined,
        })),
      ),
    ],
  }),
  ofRule({
    id: 'end.earlier',
    contract,
    rule: 'An endDateTime before the present end becomes the new endDate, and until then the consent gives access.',
    given: [register()],
    when: [end({ endDateTime: EARLIER }, { what: 'a year earlier' })],
    afterwards: [getConsents(lists(() => ({ endDate: EARLIER }))), check(yes())],
  }),
  ofRule({
    id: 'end.without-an-end',
    contract,
    rule: 'A consent until further notice gets an endDate.',
    given: [register({ endDate: undefined })],
    when: [end({ endDateTime: EARLIER }, { what: 'at a time' })],
    afterwards: [getConsents(lists(() => ({ endDate: EARLIER })))],
  }),
  ofRule({
    id: 'end.later',
    contract,
    rule: 'An end is never moved to a later time.',
    given: [register({ endDate: EARLIER })],
    when: [
      end(
        { endDateTime: '2098-06-30T23:59:59' },
        { what: 'a year later', expect: refused('VALIDATION_ERROR') },
      ),
    ],
    afterwards: [getConsents(lists(() => ({ endDate: EARLIER })))],
  }),
  ofRule({
    id: 'end.in-the-past',
    contract,
    rule: 'An end is never moved to a time before now.',
    given: [register()],
    when: [
      end(
        { endDateTime: '2025-02-01T00:00:00' },
        { what: 'in the past', expect: refused('VALIDATION_ERROR') },
      ),
    ],
    afterwards: [check(yes())],
  }),
  ofRule({
    id: 'end.of-another-patient',
    contract,
    rule: 'For another patient the consent is NOTFOUND, and stays as it is.',
    given: [register()],
    when: [
      end(
        { patientId: persons.otherPatient },
        { what: 'for another patient', expect: refused('NOTFOUND', ({ consent }) => notFound(consent)) },
      ),
    ],
    afterwards: [check(yes())],
  }),
];

const notFound = (id: string): string => `Inget samtycke med id ${id} finns registrerad`;
