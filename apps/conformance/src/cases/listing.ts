import type { TestedContract } from '../contracts';
import { type ConformanceCase, type Expectation, ofRule, type Step } from './conformance-case';
import { ANY, lists, listsAsCancelled, listsNot } from './expectations';
import type { Scene } from './scene';
import {
  cancel,
  end,
  fromTheBeginning,
  getAllExtended,
  getConsents,
  getExtended,
  getForCareProvider,
  register,
  remove,
} from './steps';

/** What a consent can have become. */
const states = {
  valid: [register()],
  'not-started': [register({ startDate: '2098-06-30T12:00:00' })],
  cancelled: [register(), cancel()],
  deleted: [register(), remove()],
  expired: [register({ endDate: '2025-01-31T23:59:59' })],
  'ended-by-the-patient': [register(), end()],
} as const satisfies Readonly<Record<string, readonly Step[]>>;

type State = keyof typeof states;

interface Query {
  /** Its name in the ids of cases. */
  readonly name: string;
  readonly contract: TestedContract;
  readonly ask: (expect: Expectation) => Step;
  readonly answers: Readonly<Record<State, Expectation>>;
}

const onlyInForce: Query['answers'] = {
  valid: lists(),
  'not-started': lists(),
  cancelled: listsNot,
  deleted: listsNot,
  expired: listsNot,
  'ended-by-the-patient': listsNot,
};

const withHistory: Query['answers'] = {
  valid: lists(() => ({ cancellationInfo: undefined, deletionInfo: undefined })),
  'not-started': lists(() => ({ cancellationInfo: undefined, deletionInfo: undefined })),
  cancelled: lists(() => ({ cancellationInfo: ANY, deletionInfo: undefined })),
  deleted: lists(() => ({ cancellationInfo: undefined, deletionInfo: ANY })),
  expired: lists(() => ({ cancellationInfo: undefined, deletionInfo: undefined })),
  'ended-by-the-patient': lists(() => ({ cancellationInfo: undefined, deletionInfo: undefined })),
};

const withoutFlag = { getCancelledFlag: false };

const queries: readonly Query[] = [
  {
    name: 'get-consents',
    contract: 'GetConsentsForPatient',
    ask: (expect) => getConsents(expect),
    answers: onlyInForce,
  },
  {
    name: 'get-extended.in-force',
    contract: 'GetExtendedConsentsForPatient',
    ask: (expect) => getExtended(expect, withoutFlag),
    answers: onlyInForce,
  },
  {
    name: 'get-extended.history',
    contract: 'GetExtendedConsentsForPatient',
    ask: (expect) => getExtended(expect),
    answers: withHistory,
  },
  {
    name: 'get-all-extended.in-force',
    contract: 'GetAllExtendedConsentsForPatient',
    ask: (expect) => getAllExtended(expect, withoutFlag),
    answers: onlyInForce,
  },
  {
    name: 'get-all-extended.history',
    contract: 'GetAllExtendedConsentsForPatient',
    ask: (expect) => getAllExtended(expect),
    answers: withHistory,
  },
  {
    name: 'get-for-care-provider.in-force',
    contract: 'GetConsentsForCareProvider',
    ask: (expect) => getForCareProvider(expect, withoutFlag, 'of the care provider'),
    answers: onlyInForce,
  },
  {
    name: 'get-for-care-provider.history',
    contract: 'GetConsentsForCareProvider',
    ask: (expect) => getForCareProvider(expect, {}, 'of the care provider'),
    answers: {
      ...onlyInForce,
      cancelled: listsAsCancelled,
      deleted: listsAsCancelled,
      'ended-by-the-patient': listsAsCancelled,
    },
  },
];

const stateWords: Readonly<Record<State, string>> = {
  valid: 'A valid consent',
  'not-started': 'A consent that has not started',
  cancelled: 'A cancelled consent',
  deleted: 'A deleted consent',
  expired: 'A consent that has expired',
  'ended-by-the-patient': 'A consent that the patient has ended',
};

function verdict(expectation: Expectation): string {
  if (expectation === listsNot) return 'is not listed';
  return expectation === listsAsCancelled ? 'is in cancelledAssertions' : 'is listed';
}

const stateCases = queries.flatMap(({ name, contract, ask, answers }) =>
  (Object.keys(states) as State[]).map((state) =>
    ofRule({
      id: `${name}.${state}`,
      contract,
      rule: `${stateWords[state]} ${verdict(answers[state])}${flagWords(name)}.`,
      given: states[state],
      when: [ask(answers[state])],
    }),
  ),
);

function flagWords(name: string): string {
  if (name.endsWith('.history')) return ', with getCancelledFlag true';
  return name.endsWith('.in-force') ? ', with getCancelledFlag false' : '';
}

const second = ({ secondConsent }: Scene) => ({ assertionId: secondConsent });

const syncCases: readonly ConformanceCase[] = [
  ofRule({
    id: 'get-for-care-provider.next-synchronisation',
    contract: 'GetConsentsForCareProvider',
    rule: 'Read from the last moreOnOrAfter on, a list has what was registered and cancelled since.',
    given: [register(), getForCareProvider(lists(), {}, 'a first synchronisation')],
    when: [
      register(second, { what: 'a second consent' }),
      cancel(),
      getForCareProvider(
        lists(
          () => ({}),
          ({ secondConsent }) => secondConsent,
        ),
        {},
        'the next synchronisation',
      ),
      getForCareProvider(listsAsCancelled, fromTheBeginning, 'everything'),
    ],
  }),
];

/** What the queries list of a consent in each of its states. */
export const listingCases: readonly ConformanceCase[] = [...stateCases, ...syncCases];
