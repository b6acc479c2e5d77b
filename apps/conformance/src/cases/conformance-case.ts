import type { TestedContract } from '../contracts';
import type { Answer } from '#contract-doors';
import type { RequestIn, Scene } from './scene';

/** How strictly answers are judged. */
export interface Strictness {
  /** Whether the texts of refusals must be those of the table, too. */
  readonly texts: boolean;
}

/** What an answer must be. */
export interface Expectation {
  /** In words, for the report. */
  readonly inWords: (scene: Scene) => string;
  /** What is wrong with the answer, as a sentence; `null`: nothing. */
  readonly fault: (answer: Answer, scene: Scene, strictness: Strictness) => string | null;
}

/** One request of a case, and what must be answered. */
export interface Step {
  readonly contract: TestedContract;
  /** What is special about the request, for the report. */
  readonly what: string;
  readonly request: RequestIn;
  readonly expect: Expectation;
}

/** Where a case comes from: a row of the table of response codes, or a rule of the contracts. */
export type Source =
  | { readonly kind: 'row'; readonly row: string }
  /** The table has no rows for this contract: the row of its neighbours. */
  | { readonly kind: 'neighbour'; readonly row: string }
  | { readonly kind: 'rule' };

/** A case: what is there, what is asked, and what must be seen afterwards. It runs the same through every door. */
export interface ConformanceCase {
  /** Never changes its meaning: `cancel.already-cancelled`. */
  readonly id: string;
  /** The contract that it tests. */
  readonly contract: TestedContract;
  /** What must hold, as a sentence. */
  readonly rule: string;
  readonly source: Source;
  readonly given: readonly Step[];
  readonly when: readonly Step[];
  readonly afterwards: readonly Step[];
}

/** A case of a rule; without `given` and `afterwards`, there is nothing before and after it. */
export const ofRule = ({
  given = [],
  afterwards = [],
  ...rest
}: Omit<ConformanceCase, 'given' | 'afterwards' | 'source'> &
  Partial<Pick<ConformanceCase, 'given' | 'afterwards'>>): ConformanceCase => ({
  ...rest,
  source: { kind: 'rule' },
  given,
  afterwards,
});

export const stepsOf = ({ given, when, afterwards }: ConformanceCase): readonly Step[] => [
  ...given,
  ...when,
  ...afterwards,
];

/** The contracts that a service needs for a case. */
export const contractsOf = (one: ConformanceCase): readonly TestedContract[] => [
  ...new Set(stepsOf(one).map(({ contract }) => contract)),
];
