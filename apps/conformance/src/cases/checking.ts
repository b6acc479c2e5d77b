import { type ConformanceCase, ofRule } from './conformance-case';
import { listsNotOrDenied, no, noOrDenied, yes } from './expectations';
import { persons } from './persons';
import type { Scene } from './scene';
import { cancel, check, getConsents, register } from './steps';

const contract = 'CheckConsent';
const second = ({ secondConsent }: Scene) => ({ assertionId: secondConsent });
const emergency = register((scene) => ({ ...second(scene), assertionType: 'Emergency' }), {
  what: 'a later one, for an emergency',
});

const who: readonly ConformanceCase[] = [
  ofRule({
    id: 'check.without-a-consent',
    contract,
    rule: 'Without a consent the answer is OK and no.',
    when: [check(no)],
  }),
  ofRule({
    id: 'check.at-another-unit',
    contract,
    rule: 'A consent gives no access at another unit.',
    given: [register()],
    when: [
      check(no, {
        what: 'the employee at another unit',
        actor: ({ otherUnitId }) => ({ careUnitId: otherUnitId }),
      }),
    ],
  }),
  ofRule({
    id: 'check.at-another-care-provider',
    contract,
    rule: 'A consent gives no access at another care provider, and is not listed there.',
    given: [register()],
    when: [
      check(noOrDenied, {
        what: 'the employee at another care provider',
        actor: ({ otherCareProviderId }) => ({ careProviderId: otherCareProviderId }),
      }),
      getConsents(
        listsNotOrDenied,
        ({ otherCareProviderId }) => ({ careProviderId: otherCareProviderId }),
        'at another care provider',
      ),
    ],
  }),
  ofRule({
    id: 'check.of-another-patient',
    contract,
    rule: "A consent gives no access to another patient's records.",
    given: [register()],
    when: [check(no, { what: 'about another patient', patientId: persons.otherPatient })],
  }),
];

const several: readonly ConformanceCase[] = [
  ofRule({
    id: 'check.latest-type',
    contract,
    rule: 'Where several consents match, assertionType is that of the latest registered.',
    given: [register(), emergency],
    when: [check(yes('Emergency'))],
  }),
  ofRule({
    id: 'check.after-the-latest-is-cancelled',
    contract,
    rule: 'When the latest of several consents is cancelled, the others still give access.',
    given: [register(), emergency, cancel(second, { what: 'the later one' })],
    when: [check(yes())],
  }),
  ofRule({
    id: 'check.after-cancel.no',
    contract,
    rule: 'A check right after a cancellation is no, even when it was yes just before.',
    given: [register(), check(yes()), cancel()],
    when: [check(no), check(no, { what: 'the same again' })],
  }),
  ofRule({
    id: 'check.after-a-new-consent.yes',
    contract,
    rule: 'A new consent after a cancelled one gives access again.',
    given: [register(), cancel(), register(second, { what: 'a new one' })],
    when: [check(yes())],
  }),
];

/** What CheckConsent does, beyond the table of response codes. */
export const checkingCases: readonly ConformanceCase[] = [...who, ...several];
