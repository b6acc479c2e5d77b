import { hsaKey } from '#consent';
import type { Action, ConsentEvent, ConsentRegistered, Instant, PersonIdentity, Recorded } from '#consent';
import type { Assertion } from '../assertion';
import { assertionOf, latestRecordedAt } from '../assertion';
import { consentKey } from '../consent-key';
import { latestFirst } from '../keys';
import type { Change, Key, Projection, Rows } from '../projection';
import { ASSERTION_SHAPES, ASSERTION_TEXTS, shapesOf, wordsFor } from '../row-words';
import { notingUnreadable } from '../unreadable';

/** Everything a patient may be told of one consent. */
export interface ListedRow {
  readonly kind: 'consent';
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

/** Where a consent's row is, which an event names by its id. */
interface PointerRow {
  readonly kind: 'pointer';
  readonly registeredPosition: number;
}

export type PatientRow = ListedRow | PointerRow;
export type PatientRows = Rows<PatientRow>;

/** What a patient has at one care provider. */
export interface PatientPlace {
  readonly patient: PersonIdentity;
  readonly careProviderId: string;
}

export const patientPrefix = ({ root, extension }: PersonIdentity): Key => [root, extension];

export const placePrefix = ({ patient, careProviderId }: PatientPlace): Key => [
  ...patientPrefix(patient),
  hsaKey(careProviderId),
];

/** The latest registered comes first. */
const listedKey = (place: Key, registeredPosition: number): Key => [
  ...place,
  latestFirst(registeredPosition),
];

/** After all rows of the place: strings come after numbers. */
const pointerKey = (place: Key, assertionId: string): Key => [...place, consentKey(assertionId)];

const words = wordsFor(
  [
    ...shapesOf('kind registeredPosition'),
    ...shapesOf(
      'kind assertion representedBy? registration registeredPosition recordedAt position cancellation? deletion?',
    ),
    ...shapesOf('requestDate requestedBy registrationDate registeredBy reasonText?'),
    ...shapesOf('employeeId assignmentId? assignmentName?'),
    ...ASSERTION_SHAPES,
  ],
  [...ASSERTION_TEXTS, 'consent', 'pointer', 'Vård och behandling'],
);

/**
 * A row per consent, those of one care provider beside each other, the latest registered first. None is ever removed: a patient may
 * always see what was.
 */
export const patientProjection: Projection<PatientRow> = notingUnreadable<PatientRow>({
  name: 'patient',
  version: 5,
  words,
  apply(recorded, rows) {
    const { event, position } = recorded;
    const place = placePrefix(event);
    const pointer = rows.get(pointerKey(place, event.assertionId));
    const found = pointer && rows.get(listedKey(place, pointer.registeredPosition));
    const present = found?.kind === 'consent' ? found : null;
    if (present && present.position >= position) return [];
    const row = rowAfter(recorded, present);
    return row ? written(place, row, present) : [];
  },
});

function written(place: Key, row: ListedRow, present: ListedRow | null): readonly Change<PatientRow>[] {
  const { registeredPosition, assertion } = row;
  const change = { key: listedKey(place, registeredPosition), row };
  if (present) return [change];
  const key = pointerKey(place, assertion.assertionId);
  return [change, { key, row: { kind: 'pointer', registeredPosition } }];
}

/** `null` when there is no consent to change: a log may keep the last event of a history that was erased. */
function rowAfter({ event, position }: Recorded<ConsentEvent>, present: ListedRow | null): ListedRow | null {
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

const registeredRow = (event: ConsentRegistered, position: number): ListedRow => ({
  kind: 'consent',
  assertion: assertionOf(event),
  ...(event.representedBy && { representedBy: event.representedBy }),
  registration: event.registration,
  registeredPosition: position,
  recordedAt: event.recordedAt,
  position,
});
