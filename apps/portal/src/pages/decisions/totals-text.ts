import type { DecisionTotals } from '#audit';
import type { decisionsWords } from './decisions.words';

type Words = (typeof decisionsWords)['sv'];

/** What a search found in all, in sentences; where it was too long to count, that there may be more. */
export function totalsText(totals: DecisionTotals, words: Words): string {
  const { decisions, granted, emergencies, denied, refused, employees, patients } = totals;
  const counted = [
    words.totals(decisions, employees, patients),
    words.totalAnswers(granted, emergencies, denied),
    ...(refused === 0 ? [] : [words.totalRefused(refused)]),
    ...(totals.isWhole ? [] : [words.totalsPart]),
  ];
  return counted.join(' ');
}
