import type { Action, Instant, PersonIdentity } from '#consent';
import { askedAt, hasExpired } from '#consent';
import type { Assertion } from '../assertion';
import { spanOf } from '../assertion';
import { isUnreadableConsent } from '../unreadable';
import { newestFirst } from './newest-first';
import type { ListedRow, PatientPlace, PatientRows } from './patient.projection';

/** How much is answered at most. What is in force comes before what is not, and the latest registered before the others. */
export interface ListBounds {
  readonly most: number;
  /** How many rows to look at at most, whether or not they are answered with: it bounds the work that one question costs. */
  readonly lookedAt: number;
}

/** For answers that many wait behind: no patient is known to have as many. */
const BOUNDS: ListBounds = { most: 500, lookedAt: 5000 };

/** For whoever needs every consent, and lets others have their turn. */
export const UNBOUNDED: ListBounds = { most: Infinity, lookedAt: Infinity };

export type PatientQuestion = PatientPlace;

export interface ExtendedPatientQuestion {
  readonly patient: PersonIdentity;
  /** Whose consents to tell of. */
  readonly careProviders: 'all' | ReadonlySet<string>;
  /** Whether to tell of the cancelled, the deleted and the expired as well. */
  readonly includeCancelled: boolean;
}

/** Consents in the order of their registration. */
export interface ConsentList<Listed> {
  readonly consents: readonly Listed[];
  /** There may be more than are listed. */
  readonly isPart: boolean;
}

/** The contract's ExtendedPDLAssertion: a consent, and who did what to it when. */
export interface ExtendedAssertion {
  readonly assertion: Assertion;
  readonly representedBy?: PersonIdentity;
  readonly registration: Action;
  readonly cancellation?: Action;
  readonly deletion?: Action;
  /** Valid when it was asked for, or later. */
  readonly isInForce: boolean;
}

/** A patient's consents with one care provider, valid now or later. */
export function consentsForPatient(
  rows: PatientRows,
  { patient, careProviderId }: PatientQuestion,
  now: Instant,
  bounds = BOUNDS,
): ConsentList<Assertion> {
  const question = { patient, careProviders: new Set([careProviderId]), includeCancelled: false };
  const { listed, isPart } = listOf(rows, question, now, bounds);
  return { consents: listed.map(({ assertion }) => assertion), isPart };
}

/** A patient's consents with everything known of them. */
export function extendedConsentsForPatient(
  rows: PatientRows,
  question: ExtendedPatientQuestion,
  now: Instant,
  bounds = BOUNDS,
): ConsentList<ExtendedAssertion> {
  const { listed, isPart } = listOf(rows, question, now, bounds);
  return { consents: listed.map((row) => extendedAssertion(row, now)), isPart };
}

interface Chosen {
  readonly listed: readonly ListedRow[];
  readonly isPart: boolean;
}

function listOf(
  rows: PatientRows,
  { patient, careProviders, includeCancelled }: ExtendedPatientQuestion,
  now: Instant,
  { most, lookedAt }: ListBounds,
): Chosen {
  const inForce: ListedRow[] = [];
  const others: ListedRow[] = [];
  let looked = 0;
  for (const row of newestFirst(rows, patient, careProviders)) {
    if (inForce.length > most || looked >= lookedAt) return chosen(inForce, others, most, true);
    looked += 1;
    if (isUnreadableConsent(rows, row.assertion.assertionId)) continue;
    if (isInForce(row, now)) inForce.push(row);
    else if (includeCancelled) others.push(row);
  }
  return chosen(inForce, others, most, inForce.length + others.length > most);
}

const chosen = (
  inForce: readonly ListedRow[],
  others: readonly ListedRow[],
  most: number,
  isPart: boolean,
): Chosen => ({
  listed: [...inForce, ...others]
    .slice(0, most)
    .sort((one, other) => one.registeredPosition - other.registeredPosition),
  isPart,
});

/** Valid, or will be: one that has not started yet is told of too. */
const isInForce = (row: ListedRow, now: Instant): boolean =>
  !row.cancellation && !row.deletion && !hasExpired(spanOf(row.assertion), askedAt(now, row.recordedAt));

/** The ledger's own bookkeeping stays behind. */
function extendedAssertion(row: ListedRow, now: Instant): ExtendedAssertion {
  const { assertion, representedBy, registration, cancellation, deletion } = row;
  return {
    assertion,
    ...(representedBy && { representedBy }),
    registration,
    ...(cancellation && { cancellation }),
    ...(deletion && { deletion }),
    isInForce: isInForce(row, now),
  };
}
