import { type ConformanceCase, type Expectation, ofRule, type Step } from './conformance-case';
import { lists, no, refused, yes } from './expectations';
import type { Scene } from './scene';
import { actionIn, cancel, check, getExtended, register, remove } from './steps';

const second = ({ secondConsent }: Scene) => ({ assertionId: secondConsent });

interface Closing {
  readonly prefix: 'cancel' | 'delete';
  readonly contract: Step['contract'];
  readonly close: typeof cancel;
  readonly other: typeof cancel;
  /** Where the history shows it, and where it must not. */
  readonly info: string;
  readonly otherInfo: string;
}

const closings: readonly Closing[] = [
  {
    prefix: 'cancel',
    contract: 'CancelExtendedConsent',
    close: cancel,
    other: remove,
    info: 'cancellationInfo',
    otherInfo: 'deletionInfo',
  },
  {
    prefix: 'delete',
    contract: 'DeleteExtendedConsent',
    close: remove,
    other: cancel,
    info: 'deletionInfo',
    otherInfo: 'cancellationInfo',
  },
];

/** The history shows it as it was sent. */
const shownBy = ({ info, otherInfo }: Closing): Expectation =>
  lists((scene) => ({ [info]: actionIn(scene), [otherInfo]: undefined }));

type Rest = Omit<Parameters<typeof ofRule>[0], 'id' | 'contract'>;

const named = ({ prefix, contract }: Closing, name: string, rest: Rest): ConformanceCase =>
  ofRule({ id: `${prefix}.${name}`, contract, ...rest });

const effects = (closing: Closing): ConformanceCase[] => [
  named(closing, 'ends-access', {
    rule: 'A check says no at once.',
    given: [register(), check(yes())],
    when: [closing.close()],
    afterwards: [check(no)],
  }),
  named(closing, 'keeps-who-and-why', {
    rule: `The history shows ${closing.info} as it was sent, and no ${closing.otherInfo}.`,
    given: [register()],
    when: [closing.close()],
    afterwards: [getExtended(shownBy(closing))],
  }),
  named(closing, 'changes-nothing-twice', {
    rule: `Neither a second time nor the other way changes what was shown: ${closing.info} stays, and ${closing.otherInfo} is never there.`,
    given: [register(), closing.close()],
    when: [
      closing.close(reasonIn(closing), { what: 'the consent again', expect: refused('INVALIDSTATE') }),
      closing.other({}, { what: 'the consent in the other way', expect: refused('INVALIDSTATE') }),
    ],
    afterwards: [getExtended(shownBy(closing)), check(no)],
  }),
  named(closing, 'leaves-others-alone', {
    rule: "The patient's other consents stay as they are.",
    given: [register(), register(second, { what: 'a second consent' })],
    when: [closing.close()],
    afterwards: [check(yes()), closing.close(second, { what: 'the second one' }), check(no)],
  }),
];

const times = (closing: Closing): ConformanceCase[] => [
  named(closing, 'expired', {
    rule: 'A consent that has expired can still be closed.',
    given: [register({ endDate: '2025-01-31T23:59:59' })],
    when: [closing.close()],
    afterwards: [getExtended(shownBy(closing))],
  }),
  named(closing, 'not-started', {
    rule: 'A consent that has not started can be closed.',
    given: [register({ startDate: '2098-06-30T12:00:00' })],
    when: [closing.close()],
    afterwards: [getExtended(shownBy(closing))],
  }),
];

const reasonIn =
  ({ prefix }: Closing) =>
  (scene: Scene) => ({
    [prefix === 'cancel' ? 'cancellationAction' : 'deletionAction']: actionIn(scene, 'Ett annat skäl'),
  });

/** What CancelExtendedConsent and DeleteExtendedConsent do, beyond the table of response codes. */
export const closingCases: readonly ConformanceCase[] = closings.flatMap((closing) => [
  ...effects(closing),
  ...times(closing),
]);
