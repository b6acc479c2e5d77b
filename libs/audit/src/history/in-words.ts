import {
  parseInstant,
  type Action,
  type Actor,
  type Adopted,
  type ConsentEvent,
  type ConsentRegistered,
  type Provenance,
} from '#consent';
import type { ConsentHistory, HistoryEntry } from './consent-history';
import { freeText, identityInWords, type Identities } from './identities';
import { localTime, untilInWords } from './times';

/** What happened, in a few words. */
export function happening(event: ConsentEvent): string {
  switch (event.type) {
    case 'ConsentRegistered':
      return event.assertionType === 'Emergency' ? 'Emergency access registered' : 'Consent registered';
    case 'ConsentCancelled':
      return 'Cancelled';
    case 'ConsentDeleted':
      return 'Deleted';
    case 'ConsentEndedByPatient':
      return 'End moved by the patient';
  }
}

/** Who asked for it, and who put it into the system. `null`: the patient did it alone. */
export const actionOf = (event: ConsentEvent): Action | null => {
  switch (event.type) {
    case 'ConsentRegistered':
      return event.registration;
    case 'ConsentCancelled':
      return event.cancellation;
    case 'ConsentDeleted':
      return event.deletion;
    case 'ConsentEndedByPatient':
      return null;
  }
};

/** A consent in a sentence: whose it is, and whom it is for. */
export function consentInWords({ registered }: ConsentHistory, identities: Identities): string {
  const { patient, careUnitId, careProviderId, employeeId } = registered;
  const whom = employeeId === undefined ? 'everyone' : `employee ${employeeId}`;
  const kind = registered.assertionType === 'Emergency' ? 'Emergency access to' : 'Consent of';
  return `${kind} patient ${identityInWords(patient, identities)}, for ${whom} at unit ${careUnitId} of care provider ${careProviderId}`;
}

/** One event in sentences: what it says, who stated it, when and how it was recorded, and what it made of the consent. */
export function entryInWords(entry: HistoryEntry, identities: Identities): string[] {
  const { event } = entry;
  const action = actionOf(event);
  return [
    meaningInWords(event),
    ...representedInWords(event, identities),
    ...(action ? actionInWords(action, identities) : []),
    recordedInWords(entry),
    validityInWords(entry),
  ];
}

/** What an event says by itself. */
function meaningInWords(event: ConsentEvent): string {
  switch (event.type) {
    case 'ConsentRegistered':
      return heldInWords(event);
    case 'ConsentCancelled':
      return 'The patient asked for it.';
    case 'ConsentDeleted':
      return 'It had been registered by mistake. Until then it was in force and may have been used.';
    case 'ConsentEndedByPatient':
      return `Stated to end ${localTime(event.end.at)}${event.end.sent === null ? ' (at once)' : ''}.`;
  }
}

function heldInWords({ start, end }: ConsentRegistered): string {
  const from = localTime(start.at) + (start.sent === null ? ' (the time of registration)' : '');
  return `Stated to hold from ${from} ${untilInWords(end?.at ?? null)}.`;
}

function representedInWords(event: ConsentEvent, identities: Identities): string[] {
  if (!('representedBy' in event) || !event.representedBy) return [];
  return [`The patient was represented by ${identityInWords(event.representedBy, identities)}.`];
}

function actionInWords(action: Action, identities: Identities): string[] {
  const { requestedBy, requestDate, registeredBy, registrationDate, reasonText } = action;
  return [
    `Requested ${localTime(requestDate.at)} by ${actorInWords(requestedBy, identities)}.`,
    `Entered ${localTime(registrationDate.at)} by ${actorInWords(registeredBy, identities)}.`,
    ...(reasonText === undefined ? [] : [`Reason: ${freeText(reasonText, identities)}`]),
  ];
}

function actorInWords({ employeeId, assignmentId, assignmentName }: Actor, identities: Identities): string {
  const assignment = [assignmentName, assignmentId].filter((text) => text !== undefined).join(', ');
  return assignment === '' ? employeeId : `${employeeId} (assignment ${freeText(assignment, identities)})`;
}

function recordedInWords({ event, position, revision, provenance }: HistoryEntry): string {
  return (
    `Recorded ${localTime(event.recordedAt)} at position ${position}, revision ${revision}, ` +
    `${provenanceInWords(provenance)}.`
  );
}

/** By which system, through which door. */
export function provenanceInWords(provenance: Provenance): string {
  const { systemId, door, originalConsumer, onBehalfOf, correlationId, proof, adopted } = provenance;
  return [
    adopted === undefined
      ? `sent by system ${systemId} through the ${door.toUpperCase()} door`
      : adoptedInWords(adopted, door),
    ...(proof === undefined ? [] : [`proved by a token of ${proof.issuer} for ${proof.subject}`]),
    ...(originalConsumer === undefined ? [] : [`begun at system ${originalConsumer}`]),
    ...(onBehalfOf === undefined ? [] : [`on behalf of ${onBehalfOf}`]),
    `correlation ${correlationId}`,
  ].join(', ');
}

const adoptedInWords = ({ source, address, askedAt, operator }: Adopted, door: Provenance['door']): string =>
  `adopted from service ${source} (${address}), which said so through its ${door.toUpperCase()} door ` +
  `${localTime(parseInstant(askedAt))} when ${operator} ran "ledger adopt"`;

function validityInWords({ event, validity }: HistoryEntry): string {
  const isClosed = event.type === 'ConsentCancelled' || event.type === 'ConsentDeleted';
  if (!validity) return 'After this: valid at no time.';
  const span = `from ${localTime(validity.startsAt)} ${untilInWords(validity.lastValidAt)}`;
  return isClosed ? `After this: not valid any more. It was, ${span}.` : `After this: valid ${span}.`;
}
