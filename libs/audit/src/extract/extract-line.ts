import type { Instant } from '#consent';
import { localTime, numberText } from '../history';
import type { CheckEntry, ExtractEntry, OpeningEntry, RemovedEntry } from './extract-entry';
import { eventText } from './event-text';
import { lookText } from './look-text';
import { sentences } from './sentences';
import type { LineText, Wording } from './wording';
import type { ExtractWords } from './words';

/** One happening, in words. */
export interface ExtractLine extends LineText {
  /** From 1 on. */
  readonly number: number;
  readonly kind: ExtractEntry['kind'];
  readonly at: Instant;
  /** Swedish local time. */
  readonly time: string;
}

/** The lines of an extract, in the order of its entries. */
export function extractLines(entries: readonly ExtractEntry[], words: ExtractWords): ExtractLine[] {
  const wording: Wording = {
    words,
    time: (instant) => localTime(instant).replace('winter time', words.winterTime),
    lineOf: linesOfRegistrations(entries),
  };
  return entries.map((entry, index) => ({
    number: index + 1,
    kind: entry.kind,
    at: entry.at,
    time: wording.time(entry.at),
    ...textOf(entry, wording),
  }));
}

function linesOfRegistrations(entries: readonly ExtractEntry[]): Wording['lineOf'] {
  const lines = new Map<string, number>();
  for (const [index, entry] of entries.entries())
    if (entry.kind === 'event' && entry.entry.revision === 0)
      lines.set(entry.entry.event.assertionId.toLowerCase(), index + 1);
  return (assertionId) => lines.get(assertionId.toLowerCase());
}

function textOf(entry: ExtractEntry, wording: Wording): LineText {
  switch (entry.kind) {
    case 'event':
      return eventText(entry, wording);
    case 'check':
      return checkText(entry, wording);
    case 'look':
      return lookText(entry, wording);
    case 'opening':
      return openingText(entry, wording);
    case 'removed':
      return removedText(entry, wording);
  }
}

function checkText({ decision }: CheckEntry, wording: Wording): LineText {
  const { words } = wording;
  const { employeeId, careUnitId, careProviderId, callerId, originalConsumer, onBehalfOf } = decision;
  const whom = words.employee(employeeId);
  return {
    title: words.check,
    what: words.asked(whom, words.place(careUnitId, careProviderId)),
    who: sentences(
      `${whom}.`,
      originalConsumer !== undefined && words.begunAt(originalConsumer),
      onBehalfOf !== undefined && words.onBehalfOf(onBehalfOf),
      words.through(callerId),
    ),
    why: words.toRead,
    result: answerText(decision, wording),
  };
}

function answerText(decision: CheckEntry['decision'], { words, lineOf }: Wording): string {
  const { result, hasConsent, assertionType, assertionId } = decision;
  if (result === 'ACCESSDENIED') return words.refused;
  if (!hasConsent || assertionId === undefined) return words.no;
  const line = lineOf(assertionId);
  const by = line === undefined ? words.byConsent(assertionId) : words.byLine(line);
  return assertionType === 'Emergency' ? words.yesEmergency(by) : words.yes(by);
}

function openingText({ opening }: OpeningEntry, { words }: Wording): LineText {
  const { person, organisationNumber, basis } = opening;
  return {
    title: words.opening,
    what: words.openedIn,
    who: words.opener(numberText(person), organisationNumber),
    why: basis === undefined ? words.notStated : words[`basis_${basis}`],
    result: words.opened,
  };
}

function removedText({ of, first, last, removed }: RemovedEntry, { words }: Wording): LineText {
  return {
    title: words[`removed_${of}`],
    what: words.removedDays(first, last),
    who: words.removedUnder(removed.authority),
    why: words.removedWhy,
    result: words.removedOn(removed.at.slice(0, 10)),
  };
}
