import { actionOf, type HistoryEntry } from '#audit';
import { formatLocalTime } from '#consent';
import { actorText, type Viewing } from '../views/consent-view';
import { statedText } from '../views/times';
import type { printWords } from './print.words';

export interface Line {
  readonly name: string;
  readonly text: string;
  readonly isCode?: boolean;
}

/** Who has done what to a consent, from the ledger: a contract does not say who moved an end. */
export const deedsIn = (
  entries: readonly HistoryEntry[],
  viewing: Viewing,
  words: (typeof printWords)['sv'],
): Line[] =>
  entries.flatMap((entry) => {
    const { event, provenance } = entry;
    const action = actionOf(event);
    const at = action?.registrationDate.at ?? event.recordedAt;
    const employeeId = action?.registeredBy.employeeId ?? provenance.onBehalfOf;
    const who = employeeId === undefined ? throughText(entry, words) : actorText(employeeId, viewing);
    const text = viewing.words.doneBy(statedText(formatLocalTime(at), viewing.words), who);
    const reason = action?.reasonText;
    return [
      { name: words[event.type], text },
      ...(reason === undefined ? [] : [{ name: words.reason, text: reason }]),
    ];
  });

/** Nobody is named: then it was the patient, by way of a system. */
const throughText = (
  { provenance: { originalConsumer, systemId } }: HistoryEntry,
  words: (typeof printWords)['sv'],
): string => words.patientThrough(originalConsumer ?? systemId);
