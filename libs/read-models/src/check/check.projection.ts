import type {
  AssertionType,
  ConsentEvent,
  ConsentRegistered,
  Instant,
  PersonIdentity,
  Recorded,
  Span,
} from '#consent';
import { latestRecordedAt, spanOf } from '../assertion';
import { consentKey } from '../consent-key';
import type { Change, Key, Projection, Rows } from '../projection';
import { notingUnreadable } from '../unreadable';

/** What a check needs to know of one consent that is neither cancelled nor deleted. */
export interface CheckedConsent extends Span {
  readonly assertionId: string;
  readonly assertionType: AssertionType;
  /** Absent: everyone with an assignment at the unit. */
  readonly employeeId?: string;
  readonly registeredPosition: number;
  readonly recordedAt: Instant;
}

/** The consents of one patient for one unit, in the order of their registration. Never empty. */
export interface CheckRow {
  readonly consents: readonly CheckedConsent[];
  /** The last event that changed this row. */
  readonly position: number;
}

export type CheckRows = Rows<CheckRow>;

export interface CheckedPlace {
  readonly patient: PersonIdentity;
  readonly careProviderId: string;
  readonly careUnitId: string;
}

export const checkKey = ({ patient, careProviderId, careUnitId }: CheckedPlace): Key => [
  patient.root,
  patient.extension,
  careProviderId,
  careUnitId,
];

/** One row holds all that a check must look at, so that a check is a single read. */
export const checkProjection: Projection<CheckRow> = notingUnreadable<CheckRow>({
  name: 'check',
  version: 2,
  apply(recorded, rows) {
    const key = checkKey(recorded.event);
    const present = rows.get(key);
    if (present && present.position >= recorded.position) return [];
    const before = present?.consents ?? [];
    const consents = consentsAfter(recorded, before);
    if (consents.length === 0) return deletion(key, present);
    return [{ key, row: { consents, position: recorded.position } }];
  },
});

const deletion = (key: Key, present: CheckRow | null): readonly Change<CheckRow>[] =>
  present ? [{ key, row: null }] : [];

/** A later event about a consent that is not there changes nothing: what was never registered gives nobody access. */
function consentsAfter(
  { event, position }: Recorded<ConsentEvent>,
  consents: readonly CheckedConsent[],
): readonly CheckedConsent[] {
  const isMeant = ({ assertionId }: CheckedConsent) =>
    consentKey(assertionId) === consentKey(event.assertionId);
  switch (event.type) {
    case 'ConsentRegistered':
      return [...consents, checkedConsent(event, position)];
    case 'ConsentCancelled':
    case 'ConsentDeleted':
      return consents.filter((consent) => !isMeant(consent));
    case 'ConsentEndedByPatient':
      return consents.map((consent) =>
        isMeant(consent)
          ? { ...consent, lastValidAt: event.end.at, recordedAt: latestRecordedAt(consent, event) }
          : consent,
      );
  }
}

const checkedConsent = (event: ConsentRegistered, position: number): CheckedConsent => ({
  assertionId: event.assertionId,
  assertionType: event.assertionType,
  ...(event.employeeId !== undefined && { employeeId: event.employeeId }),
  ...spanOf(event),
  registeredPosition: position,
  recordedAt: event.recordedAt,
});
