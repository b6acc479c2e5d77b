import { formatInstant } from '#consent';
import { accessRecord } from '../accesses';
import { decisionRecord } from '../decisions';
import { historyRecord } from '../history';
import type { ExtractEntry } from './extract-entry';
import type { ExtractLine } from './extract-line';

/** A line as a record: its words, what is stored of it with instants as UTC text, and where its receipt is. */
export interface ExtractRecord {
  readonly line: number;
  readonly kind: ExtractEntry['kind'];
  readonly at: string;
  readonly words: Pick<ExtractLine, 'title' | 'what' | 'who' | 'why' | 'result'>;
  readonly recorded: object;
  /** The file, from the folder of the extract; `null`: there is none. */
  readonly receipt: string | null;
}

export function extractRecord(entry: ExtractEntry, line: ExtractLine, receipt: string | null): ExtractRecord {
  const { number, kind, at, title, what, who, why, result } = line;
  const words = { title, what, who, why, result };
  return { line: number, kind, at: formatInstant(at), words, recorded: storedOf(entry), receipt };
}

function storedOf(entry: ExtractEntry): object {
  switch (entry.kind) {
    case 'event':
      return historyRecord(entry.entry, 'shown');
    case 'check':
      return decisionRecord(entry.decision, 'shown');
    case 'look':
      return accessRecord(entry.access, 'shown');
    case 'opening':
      return { ...entry.opening, recordedAt: formatInstant(entry.opening.recordedAt) };
    case 'removed':
      return { of: entry.of, first: entry.first, last: entry.last, removed: entry.removed };
  }
}
