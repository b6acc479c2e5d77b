import {
  formatInstant,
  type Action,
  type Actor,
  type Adopted,
  type ConsentEvent,
  type ConsentRegistered,
  type PersonIdentity,
  type Proof,
  type Provenance,
} from '#consent';
import type { HistoryEntry } from './consent-history';
import { asShown, freeText, type Identities } from './identities';
import { actionOf } from './in-words';
import { timeRecord } from './times';

type TimeRecord = ReturnType<typeof timeRecord>;

/** An event of a consent as a record: instants as UTC text, and beside those that somebody stated, what was sent. */
export interface HistoryRecord {
  readonly event: ConsentEvent['type'];
  readonly assertionId: string;
  /** What people know it by, in whatever store it is. */
  readonly position: number;
  readonly revision: number;
  readonly recordedAt: string;
  readonly patient: PersonIdentity;
  readonly careProviderId: string;
  readonly careUnitId: string;
  readonly assertionType?: 'Consent' | 'Emergency';
  readonly scope?: 'NationalLevel';
  readonly employeeId?: string;
  readonly ownerId?: string;
  readonly start?: TimeRecord;
  readonly end?: TimeRecord;
  readonly representedBy?: PersonIdentity;
  readonly requestDate?: TimeRecord;
  readonly requestedBy?: Actor;
  readonly registrationDate?: TimeRecord;
  readonly registeredBy?: Actor;
  readonly reasonText?: string;
  readonly door: Provenance['door'];
  readonly systemId: string;
  readonly originalConsumer?: string;
  readonly onBehalfOf?: string;
  readonly proof?: Proof;
  readonly adopted?: Adopted;
  readonly correlationId: string;
  readonly commandId: string;
  /** When the consent may give access, as far as was known after this; both ends belong to it. `null`: never. */
  readonly validity: { readonly from: string; readonly to: string | null } | null;
}

/** The same entry that words are made of, field by field. */
export function historyRecord(entry: HistoryEntry, identities: Identities): HistoryRecord {
  const { event, position, revision, provenance, validity } = entry;
  const action = actionOf(event);
  return {
    event: event.type,
    assertionId: event.assertionId,
    position,
    revision,
    recordedAt: formatInstant(event.recordedAt),
    patient: asShown(event.patient, identities),
    careProviderId: event.careProviderId,
    careUnitId: event.careUnitId,
    ...statedIn(event, identities),
    ...(action && actionRecord(action, identities)),
    ...provenance,
    validity: validity && {
      from: formatInstant(validity.startsAt),
      to: validity.lastValidAt === null ? null : formatInstant(validity.lastValidAt),
    },
  };
}

function statedIn(event: ConsentEvent, identities: Identities): Partial<HistoryRecord> {
  if (event.type === 'ConsentCancelled' || event.type === 'ConsentDeleted') return {};
  return {
    ...(event.type === 'ConsentRegistered' && registeredIn(event)),
    ...(event.end && { end: timeRecord(event.end) }),
    ...(event.representedBy && { representedBy: asShown(event.representedBy, identities) }),
  };
}

const registeredIn = (event: ConsentRegistered): Partial<HistoryRecord> => ({
  assertionType: event.assertionType,
  scope: event.scope,
  ...(event.employeeId !== undefined && { employeeId: event.employeeId }),
  ownerId: event.ownerId,
  start: timeRecord(event.start),
});

const actionRecord = (action: Action, identities: Identities): Partial<HistoryRecord> => ({
  requestDate: timeRecord(action.requestDate),
  requestedBy: actorRecord(action.requestedBy, identities),
  registrationDate: timeRecord(action.registrationDate),
  registeredBy: actorRecord(action.registeredBy, identities),
  ...(action.reasonText !== undefined && { reasonText: freeText(action.reasonText, identities) }),
});

const actorRecord = (actor: Actor, identities: Identities): Actor => ({
  ...actor,
  ...(actor.assignmentName !== undefined && { assignmentName: freeText(actor.assignmentName, identities) }),
});
