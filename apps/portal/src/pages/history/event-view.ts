import { actionOf, asShown, type HistoryEntry, type Identities } from '#audit';
import { holdsPersonIdentity, type ConsentEvent, type Instant, type Provenance } from '#consent';
import { doneBy, type Viewing } from '../views/consent-view';
import { identityText } from '../../words/identities';
import { timeText } from '../views/times';
import type { historyWords } from './history.words';

/** A fact under its name. */
export interface Fact {
  readonly name: string;
  readonly text: string;
  /** An HSA-id in small print. */
  readonly code?: string;
  /** Whether it is an id, to be read sign by sign. */
  readonly isCode?: boolean;
}

/** An event of a consent as the page shows it. */
export interface EventView {
  readonly title: string;
  readonly sign: string;
  readonly recordedAt: string;
  readonly facts: readonly Fact[];
}

interface EventViewing extends Viewing {
  readonly history: (typeof historyWords)['sv'];
  readonly identities: Identities;
}

const signs: Readonly<Record<ConsentEvent['type'], string>> = {
  ConsentRegistered: 'valid',
  ConsentCancelled: 'cancelled',
  ConsentDeleted: 'deleted',
  ConsentEndedByPatient: 'expired',
};

export function eventView(entry: HistoryEntry, viewing: EventViewing): EventView {
  const { event, position, provenance } = entry;
  const words = viewing.history;
  return {
    title: words[event.type],
    sign: signs[event.type],
    recordedAt: timeText(event.recordedAt),
    facts: [
      ...statedFacts(entry, viewing),
      { name: words.after, text: afterText(entry, viewing) },
      { name: words.position, text: String(position), isCode: true },
      { name: words.system, text: systemText(provenance, words), isCode: true },
    ],
  };
}

/** What the person who asked for it has stated. */
function statedFacts({ event, provenance }: HistoryEntry, viewing: EventViewing): Fact[] {
  const { words: frame, history: words, identities } = viewing;
  const action = actionOf(event);
  const { onBehalfOf } = provenance;
  const represented = 'representedBy' in event && event.representedBy;
  const by = (at: Instant, employeeId: string) => doneBy(timeText(at), employeeId, viewing);
  return [
    ...(action
      ? [
          { name: words.requested, ...by(action.requestDate.at, action.requestedBy.employeeId) },
          { name: words.entered, ...by(action.registrationDate.at, action.registeredBy.employeeId) },
        ]
      : onBehalfOf === undefined
        ? []
        : [{ name: words.entered, ...by(event.recordedAt, onBehalfOf) }]),
    ...(action?.reasonText === undefined
      ? []
      : [{ name: words.reason, text: reasonOf(action.reasonText, viewing) }]),
    ...(represented
      ? [{ name: words.representedBy, text: identityText(asShown(represented, identities), frame) }]
      : []),
  ];
}

/** What somebody wrote may name a person, who is not shown to all who read it. */
const reasonOf = (text: string, { identities, history }: EventViewing): string =>
  identities === 'masked' && holdsPersonIdentity(text) ? history.reasonHidden : text;

/** Where the request began, and which system brought it; or which service it was adopted from, and who did that. */
function systemText(provenance: Provenance, words: EventViewing['history']): string {
  const { systemId, originalConsumer, adopted } = provenance;
  if (adopted) return words.adopted(adopted.source, adopted.operator);
  return originalConsumer === undefined ? systemId : words.through(originalConsumer, systemId);
}

/** When it may give access, as far as was known once the event was recorded. */
function afterText(
  { event, validity }: HistoryEntry,
  { words: frame, history: words }: EventViewing,
): string {
  if (!validity) return words.afterNever;
  const { startsAt, lastValidAt } = validity;
  const until = lastValidAt === null ? frame.untilFurtherNotice : `${frame.to} ${timeText(lastValidAt)}`;
  const isClosed = event.type === 'ConsentCancelled' || event.type === 'ConsentDeleted';
  return (isClosed ? words.afterClosed : words.afterValid)(timeText(startsAt), until);
}

/** The HSA-ids of everybody who has done something in a history. */
export const actorsIn = (entries: readonly HistoryEntry[]): string[] =>
  entries.flatMap(({ event, provenance: { onBehalfOf } }) => {
    const action = actionOf(event);
    return [action?.requestedBy.employeeId, action?.registeredBy.employeeId, onBehalfOf].filter(
      (id) => id !== undefined,
    );
  });
