import type { Action, Instant, PersonIdentity } from '#consent';
import { askedAt, hasExpired } from '#consent';
import type { Assertion } from '../assertion';
import { spanOf } from '../assertion';
import type { PatientRow, PatientRows } from './patient.projection';
import { isUnreadableConsent } from '../unreadable';
import { patientPrefix } from './patient.projection';

export interface PatientQuestion {
  readonly patient: PersonIdentity;
  readonly careProviderId: string;
}

export interface ExtendedPatientQuestion {
  readonly patient: PersonIdentity;
  /** Whose consents to tell of. */
  readonly careProviders: 'all' | ReadonlySet<string>;
  /** Whether to tell of the cancelled, the deleted and the expired as well. */
  readonly includeCancelled: boolean;
}

/** The contract's ExtendedPDLAssertion: a consent, and who did what to it when. */
export interface ExtendedAssertion {
  readonly assertion: Assertion;
  readonly representedBy?: PersonIdentity;
  readonly registration: Action;
  readonly cancellation?: Action;
  readonly deletion?: Action;
}

/** A patient's consents with one care provider, valid now or later, in the order of their registration. */
export function consentsForPatient(rows: PatientRows, question: PatientQuestion, now: Instant): Assertion[] {
  const { patient, careProviderId } = question;
  const isAskedFor = (row: PatientRow) =>
    row.assertion.careProviderId === careProviderId && isInForce(row, now);
  return rowsOf(rows, patient, isAskedFor).map((row) => row.assertion);
}

/** A patient's consents with everything known of them, in the order of their registration. */
export function extendedConsentsForPatient(
  rows: PatientRows,
  { patient, careProviders, includeCancelled }: ExtendedPatientQuestion,
  now: Instant,
): ExtendedAssertion[] {
  const isAskedFor = (row: PatientRow) =>
    (careProviders === 'all' || careProviders.has(row.assertion.careProviderId)) &&
    (includeCancelled || isInForce(row, now));
  return rowsOf(rows, patient, isAskedFor).map(extendedAssertion);
}

function rowsOf(
  rows: PatientRows,
  patient: PersonIdentity,
  isAskedFor: (row: PatientRow) => boolean,
): PatientRow[] {
  const found: PatientRow[] = [];
  for (const { row } of rows.scan(patientPrefix(patient))) {
    if (isAskedFor(row) && !isUnreadableConsent(rows, row.assertion.assertionId)) found.push(row);
  }
  return found.sort((a, b) => a.registeredPosition - b.registeredPosition);
}

/** Valid, or will be: one that has not started yet is told of too. */
const isInForce = (row: PatientRow, now: Instant): boolean =>
  !row.cancellation && !row.deletion && !hasExpired(spanOf(row.assertion), askedAt(now, row.recordedAt));

/** The ledger's own bookkeeping stays behind. */
const extendedAssertion = ({
  assertion,
  representedBy,
  registration,
  cancellation,
  deletion,
}: PatientRow): ExtendedAssertion => ({
  assertion,
  ...(representedBy && { representedBy }),
  registration,
  ...(cancellation && { cancellation }),
  ...(deletion && { deletion }),
});
