import { outcomesOf, type PlaceState } from './consent-model';
import type { Operation } from './operation';

/** Whether any order explains a history of one place, found by trying them all: for a few operations only. */
export function isExplainedBySomeOrder(
  history: readonly Operation[],
  state: PlaceState = new Map(),
): boolean {
  if (history.every(({ answer }) => answer === null)) return true;
  return history.some((first) => {
    const rest = history.filter((operation) => operation !== first);
    if (rest.some(({ ended }) => ended < first.begun)) return false;
    return outcomesOf(first.action, first.consent, state)
      .filter(({ answer }) => first.answer === null || first.answer === answer)
      .some((outcome) => isExplainedBySomeOrder(rest, outcome.state));
  });
}
