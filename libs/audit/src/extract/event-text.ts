import type { Action, Actor, ConsentEvent, Provenance } from '#consent';
import { actionOf, numberText, type HistoryEntry } from '../history';
import type { EventEntry } from './extract-entry';
import { sentences } from './sentences';
import type { LineText, Wording } from './wording';
import type { ExtractWords } from './words';

/** What happened to a consent, in words. */
export function eventText({ entry, isEmergency }: EventEntry, wording: Wording): LineText {
  const { event } = entry;
  const { words } = wording;
  const action = actionOf(event);
  return {
    title: words[titleOf(event, isEmergency)],
    what: sentences(meaningOf(event, wording), ...aroundOf(event, wording)),
    who: whoText(entry, wording),
    why: action?.reasonText ?? words.notStated,
    result: validityText(entry, wording),
  };
}

const titles = {
  ConsentRegistered: ['registered', 'registeredEmergency'],
  ConsentCancelled: ['cancelled', 'cancelledEmergency'],
  ConsentDeleted: ['deleted', 'deletedEmergency'],
  ConsentEndedByPatient: ['ended', 'endedEmergency'],
} as const;

const titleOf = ({ type }: ConsentEvent, isEmergency: boolean) => titles[type][isEmergency ? 1 : 0];

function meaningOf(event: ConsentEvent, { words, time }: Wording): string {
  switch (event.type) {
    case 'ConsentRegistered': {
      const { employeeId, careUnitId, careProviderId, assertionType } = event;
      const whom = employeeId === undefined ? words.everyone : words.employee(employeeId);
      const place = words.place(careUnitId, careProviderId);
      return assertionType === 'Emergency' ? words.givenEmergency(whom, place) : words.given(whom, place);
    }
    case 'ConsentCancelled':
      return words.askedByPatient;
    case 'ConsentDeleted':
      return words.mistake;
    case 'ConsentEndedByPatient':
      return words.newEnd(time(event.end.at));
  }
}

/** Which consent it is, and who spoke for the patient. */
function aroundOf(event: ConsentEvent, { words, lineOf }: Wording): string[] {
  const line = lineOf(event.assertionId);
  const isFirst = event.type === 'ConsentRegistered' || line === undefined;
  const represented = 'representedBy' in event && event.representedBy;
  return [
    ...(represented ? [words.represented(numberText(represented))] : []),
    isFirst ? words.ofConsent(event.assertionId) : words.ofLine(line),
  ];
}

function whoText({ event, provenance }: HistoryEntry, wording: Wording): string {
  const action = actionOf(event);
  const { words } = wording;
  return sentences(
    ...(action ? enteredBy(action, wording) : [words.patientSelf]),
    ...through(provenance, words),
  );
}

const enteredBy = (action: Action, { words, time }: Wording): string[] => [
  words.requested(time(action.requestDate.at), actorText(action.requestedBy, words)),
  words.entered(time(action.registrationDate.at), actorText(action.registeredBy, words)),
];

function actorText({ employeeId, assignmentName }: Actor, words: ExtractWords): string {
  return assignmentName === undefined ? employeeId : `${employeeId} ${words.assignment(assignmentName)}`;
}

function through(
  { systemId, originalConsumer, onBehalfOf, adopted }: Provenance,
  words: ExtractWords,
): (string | false)[] {
  if (adopted) return [words.adopted(adopted.source, adopted.operator)];
  return [
    originalConsumer !== undefined && words.begunAt(originalConsumer),
    onBehalfOf !== undefined && words.onBehalfOf(onBehalfOf),
    words.through(systemId),
  ];
}

function validityText({ event, validity }: HistoryEntry, { words, time }: Wording): string {
  if (!validity) return words.never;
  const { startsAt, lastValidAt } = validity;
  const until = lastValidAt === null ? words.untilFurtherNotice : words.until(time(lastValidAt));
  const isClosed = event.type === 'ConsentCancelled' || event.type === 'ConsentDeleted';
  return (isClosed ? words.closed : words.valid)(time(startsAt), until);
}
