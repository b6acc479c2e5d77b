import type { CaseResult } from '../run';

export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly notRun: number;
  /** How many consents were registered. */
  readonly registered: number;
  /** The ids of those that may still give access. */
  readonly left: readonly string[];
  readonly milliseconds: number;
}

export function summaryOf(results: readonly CaseResult[]): Summary {
  const count = (outcome: CaseResult['outcome']) =>
    results.filter((result) => result.outcome === outcome).length;
  const sum = (numberOf: (result: CaseResult) => number) =>
    results.reduce((total, result) => total + numberOf(result), 0);
  return {
    passed: count('passed'),
    failed: count('failed'),
    notRun: count('not-run'),
    registered: sum(({ registered }) => registered),
    left: results.flatMap(({ left }) => left),
    milliseconds: sum(({ milliseconds }) => milliseconds),
  };
}

export const sourceInWords = ({ case: { source } }: Pick<CaseResult, 'case'>): string => {
  if (source.kind === 'rule') return 'a rule of the contracts';
  return source.kind === 'row' ? source.row : `${source.row} (as its neighbours' row)`;
};
