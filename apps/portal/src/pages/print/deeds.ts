import { actionOf, type HistoryEntry } from '#audit';
import { formatLocalTime } from '#consent';
import { doneBy, type Viewing } from '../views/consent-view';
import { statedText } from '../views/times';
import type { printWords } from './print.words';

export interface Line {
  readonly name: string;
  readonly text: string;
  /** An HSA-id in small print. */
  readonly code?: string;
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
    const time = statedText(formatLocalTime(at), viewing.words);
    const done =
      employeeId === undefined
        ? { text: viewing.words.doneBy(time, throughText(entry, words)) }
        : doneBy(time, employeeId, viewing);
    const reason = action?.reasonText;
    return [
      { name: words[event.type], ...done },
      ...(reason === undefined ? [] : [{ name: words.reason, text: reason }]),
    ];
  });

/** Nobody is named: then it was the patient, by way of a system. */
const throughText = (
  { provenance: { originalConsumer, systemId } }: HistoryEntry,
  words: (typeof printWords)['sv'],
): string => words.patientThrough(originalConsumer ?? systemId);
