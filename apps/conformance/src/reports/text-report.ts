import type { CaseResult, Failure } from '../run';
import { shown } from './shown';
import { sourceInWords, summaryOf } from './summary';

const words = { passed: 'ok    ', failed: 'FAILED' } as const;

/** A case in one line; a failed one with what was sent, expected and answered. Nothing of one that was not run: the summary counts them. */
export function caseInText(result: CaseResult): string {
  const { case: one, door, outcome, milliseconds, failure, left } = result;
  if (outcome === 'not-run') return '';
  const line = `${words[outcome]} ${door} ${one.id} (${milliseconds} ms)\n`;
  const leftBehind = left.map((id) => `         Left behind: ${id} could not be deleted.\n`).join('');
  return failure ? line + failureInText(result, failure) + leftBehind : line + leftBehind;
}

export const failureInText = (result: Pick<CaseResult, 'case'>, failure: Failure): string =>
  [
    ['Rule', result.case.rule],
    ['Row', sourceInWords(result)],
    ['Request', `${failure.request} (${failure.phase})`],
    ['Sent', failure.sent],
    ['Expected', failure.expected],
    ['Wrong', failure.fault],
    ['Answered', shown(failure.received)],
  ]
    .map(([name, text]) => `         ${`${name}:`.padEnd(10)}${text}\n`)
    .join('');

/** What the run found, and what it left behind. */
export function summaryInText(results: readonly CaseResult[]): string {
  const { passed, failed, notRun, registered, left, milliseconds } = summaryOf(results);
  const counts = [`${passed} passed`, `${failed} failed`, ...(notRun > 0 ? [`${notRun} not run`] : [])];
  const ended = registered - left.length;
  return [
    `${counts.join(', ')}, in ${(milliseconds / 1000).toFixed(1)} s.`,
    `${registered} consents of test persons were registered. ${ended} of them are cancelled or deleted: they stay in the history, because no contract erases.`,
    ...left.map((id) => `Left behind, and perhaps still valid: ${id}`),
    ...results
      .filter(({ outcome }) => outcome === 'failed')
      .map((one) => `FAILED ${one.door} ${one.case.id}`),
    '',
  ].join('\n');
}
