import type { DecisionFilter } from '#audit';
import {
  isUuid,
  parseLocalTime,
  type IdentityKind,
  type Instant,
  type PersonIdentity,
  hasOnlyWrongDigits,
  readIdentity,
} from '#consent';
import { ownFault, type FormFault } from '../forms/faults';
import { given } from '../forms/form-fields';
import type { IsHsaId } from '../forms/hsa-id-rule';
import type { MomentWords } from '../forms/moment/moment.words';
import { dayFields, readTypedDay, type TypedDay } from '../forms/moment/typed-day';
import { contractTime } from '../views/times';
import type { decisionsWords } from './decisions.words';

export const fieldNames = [
  ...dayFields('from'),
  ...dayFields('to'),
  'answer',
  'employeeId',
  'careUnitId',
  'patient',
  'patientKind',
  'assertionId',
] as const;

type Words = (typeof decisionsWords)['sv'];

/** A search as a form has it: each day is typed or picked. */
export type Search = Readonly<Record<(typeof fieldNames)[number], string>>;

/** A search that was looked through. */
export interface ReadSearch {
  readonly faults: readonly FormFault[];
  /** Absent where there are faults. */
  readonly filter?: DecisionFilter;
  /** The fields, with the days that were picked written out. */
  readonly values: Search;
}

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;
const SECOND_MS = 1000;

const dayOf = (instant: Instant): string => contractTime(instant).slice(0, 10);

/** The last thirty days. */
export const defaultSearch = (now: Instant): Search => ({
  ...{ fromDate: dayOf(now - MONTH_MS), fromPicked: '', toDate: dayOf(now), toPicked: '' },
  ...{ answer: '', employeeId: '', careUnitId: '', patient: '', patientKind: '', assertionId: '' },
});

/** The calendars are empty whenever the form is shown: what was picked takes the place of what was typed, as in a search. */
export const withPickedDays = (search: Search): Search => ({
  ...search,
  ...{ fromDate: search.fromPicked || search.fromDate, fromPicked: '' },
  ...{ toDate: search.toPicked || search.toDate, toPicked: '' },
});

const beginOf = (day: string): Instant => parseLocalTime(`${day}T00:00:00`)!;
const endOf = (day: string): Instant => parseLocalTime(`${day}T23:59:59`)! + SECOND_MS;

/** What a search is looked through with. */
export interface SearchReading {
  readonly words: Words;
  readonly dayWords: MomentWords;
  readonly isHsaId: IsHsaId;
  readonly kinds: readonly IdentityKind[];
  readonly now: Instant;
}

export function readSearch(search: Search, reading: SearchReading): ReadSearch {
  const { words, dayWords } = reading;
  const from = pickedOrTyped(search, 'from');
  const to = pickedOrTyped(search, 'to');
  if (from.fault !== undefined || to.fault !== undefined) {
    const faults = [...dayFaults('fromDate', from, dayWords), ...dayFaults('toDate', to, dayWords)];
    return { faults, values: search };
  }
  const values = { ...search, fromDate: from.text, fromPicked: '', toDate: to.text, toPicked: '' };
  const patient = readPatient(values, reading);
  const faults = [
    ...(to.text < from.text ? [ownFault('toDate', words.faultOrder)] : []),
    ...idFaults(values, reading),
    ...(patient.fault ? [patient.fault] : []),
  ];
  return faults.length > 0
    ? { faults, values }
    : { faults, values, filter: { ...filterOf(values), patient: patient.identity } };
}

/** An id with a fault finds nothing, which must not be taken for an answer. */
const idFaults = (search: Search, { words, isHsaId }: SearchReading): FormFault[] => [
  ...(['employeeId', 'careUnitId'] as const)
    .filter((field) => search[field] !== '' && !isHsaId(search[field]))
    .map((field) => ownFault(field, words.faultHsaId)),
  ...(search.assertionId === '' || isUuid(search.assertionId)
    ? []
    : [ownFault('assertionId', words.faultConsent)]),
];

function readPatient(
  { patient: number, patientKind: kind }: Search,
  { words, kinds, now }: SearchReading,
): { readonly identity?: PersonIdentity; readonly fault?: FormFault } {
  if (number === '') return {};
  const read = readIdentity({ number, kind }, kinds, now);
  if (read.identity) return { identity: read.identity };
  if (read.fits.length > 0) return { fault: ownFault('patientKind', words.faultKind) };
  return { fault: ownFault('patient', hasOnlyWrongDigits(number) ? words.faultDigits : words.faultIdentity) };
}

const dayFaults = (field: string, { fault }: TypedDay, words: MomentWords): FormFault[] =>
  fault === undefined ? [] : [ownFault(field, words[fault])];

/** The typed day is there already, from the search before, so a day that was picked takes its place. */
const pickedOrTyped = (search: Search, name: 'from' | 'to'): TypedDay =>
  readTypedDay(search[`${name}Picked`] || search[`${name}Date`], '');

/** Both days belong to a search, and what is left empty may be anything. */
const filterOf = (search: Search): DecisionFilter => ({
  from: beginOf(search.fromDate),
  before: endOf(search.toDate),
  employeeId: given(search.employeeId),
  careUnitId: given(search.careUnitId),
  assertionId: given(search.assertionId),
  ...ofAnswer[search.answer],
});

/** What each choice of the form looks for. */
const ofAnswer: Readonly<Record<string, Partial<DecisionFilter>>> = {
  granted: { hasConsent: true },
  emergency: { hasConsent: true, assertionType: 'Emergency' },
  denied: { hasConsent: false },
  refused: { result: 'ACCESSDENIED' },
};

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
