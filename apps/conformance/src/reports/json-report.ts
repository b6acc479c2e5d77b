import type { CaseResult } from '../run';
import { shown } from './shown';
import { summaryOf } from './summary';

/** Everything that the run found, for programs. */
export const jsonReport = (address: string, startedAt: string, results: readonly CaseResult[]): string =>
  `${JSON.stringify({ address, startedAt, ...summaryOf(results), cases: results.map(caseInJson) }, null, 2)}\n`;

const caseInJson = ({ case: one, failure, isLost: _isLost, ...result }: CaseResult): object => ({
  id: one.id,
  contract: one.contract,
  rule: one.rule,
  source: one.source,
  ...result,
  ...(failure && { failure: { ...failure, received: shown(failure.received) } }),
});
