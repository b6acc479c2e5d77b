import type { Action, ConsentEvent, ConsentRegistered, Instant, PersonIdentity, Recorded } from '#consent';
import type { Assertion } from '../assertion';
import { assertionOf, latestRecordedAt } from '../assertion';
import { consentKey } from '../consent-key';
import type { Key, Projection, Rows } from '../projection';
import { notingUnreadable } from '../unreadable';

/** Everything a patient may be told of one consent. */
export interface PatientRow {
  readonly assertion: Assertion;
  readonly representedBy?: PersonIdentity;
  readonly registration: Action;
  readonly cancellation?: Action;
  readonly deletion?: Action;
  readonly registeredPosition: number;
  readonly recordedAt: Instant;
  /** The last event that changed this row. */
  readonly position: number;
}

export type PatientRows = Rows<PatientRow>;

export const patientPrefix = ({ root, extension }: PersonIdentity): Key => [root, extension];

/** A row per consent, all of a patient's beside each other. None is ever removed: a patient may always see what was. */
export const patientProjection: Projection<PatientRow> = notingUnreadable<PatientRow>({
  name: 'patient',
  version: 2,
  apply(recorded, rows) {
    const { patient, assertionId } = recorded.event;
    const key = [...patientPrefix(patient), consentKey(assertionId)];
    const present = rows.get(key);
    if (present && present.position >= recorded.position) return [];
    const row = rowAfter(recorded, present);
    return row ? [{ key, row }] : [];
  },
});

/** `null` when there is no consent to change: a log may keep the last event of a history that was erased. */
function rowAfter(
  { event, position }: Recorded<ConsentEvent>,
  present: PatientRow | null,
): PatientRow | null {
  if (event.type === 'ConsentRegistered') return registeredRow(event, position);
  if (!present) return null;
  const row = { ...present, recordedAt: latestRecordedAt(present, event), position };
  switch (event.type) {
    case 'ConsentCancelled':
      return { ...row, cancellation: event.cancellation };
    case 'ConsentDeleted':
      return { ...row, deletion: event.deletion };
    case 'ConsentEndedByPatient':
      return { ...row, assertion: { ...row.assertion, end: event.end } };
  }
}

const registeredRow = (event: ConsentRegistered, position: number): PatientRow => ({
  assertion: assertionOf(event),
  ...(event.representedBy && { representedBy: event.representedBy }),
  registration: event.registration,
  registeredPosition: position,
  recordedAt: event.recordedAt,
  position,
});
