import type { DecisionFilter } from '#audit';
import { parseLocalTime, type Instant } from '#consent';
import { ownFault, type FormFault } from '../forms/faults';
import { given } from '../forms/form-fields';
import { contractTime } from '../views/times';
import type { decisionsWords } from './decisions.words';

export const fieldNames = ['from', 'to', 'answer', 'employeeId', 'careUnitId'] as const;

type Words = (typeof decisionsWords)['sv'];

/** A search as a form has it: the days are `YYYY-MM-DD`. */
export type Search = Readonly<Record<(typeof fieldNames)[number], string>>;

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;
const SECOND_MS = 1000;

const dayOf = (instant: Instant): string => contractTime(instant).slice(0, 10);

/** The last thirty days. */
export const defaultSearch = (now: Instant): Search => ({
  ...{ from: dayOf(now - MONTH_MS), to: dayOf(now) },
  ...{ answer: '', employeeId: '', careUnitId: '' },
});

const beginOf = (day: string): Instant | null => parseLocalTime(`${day}T00:00:00`);
const lastSecondOf = (day: string): Instant | null => parseLocalTime(`${day}T23:59:59`);

export function searchFaults({ from, to }: Search, words: Words): FormFault[] {
  const [begin, last] = [beginOf(from), lastSecondOf(to)];
  return [
    ...(begin === null ? [ownFault('from', words.faultTime)] : []),
    ...(last === null ? [ownFault('to', words.faultTime)] : []),
    ...(begin !== null && last !== null && last < begin ? [ownFault('to', words.faultOrder)] : []),
  ];
}

/** What a search without faults means: both of its days belong to it, and what is left empty may be anything. */
export const filterOf = ({ from, to, answer, employeeId, careUnitId }: Search): DecisionFilter => ({
  from: beginOf(from)!,
  before: lastSecondOf(to)! + SECOND_MS,
  employeeId: given(employeeId),
  careUnitId: given(careUnitId),
  hasConsent: answer === 'granted' ? true : answer === 'denied' ? false : undefined,
});

/** How far a search has come that has found nothing here. */
interface Progress {
  /** Whether pages before this one have looked at what is newer. */
  readonly isContinued: boolean;
  readonly isEnd: boolean;
}

/** A page without rows is no answer yet while there is more to look through, and none about the pages before it. */
export function nothingFound(words: Words, { isContinued, isEnd }: Progress): string {
  if (!isEnd) return words.noneYet;
  return isContinued ? words.noneOlder : words.none;
}
