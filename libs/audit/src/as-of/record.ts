import { formatInstant, type Instant } from '#consent';
import type { Position } from '#event-store';
import type { CheckAnswer } from '#read-models';
import type { AsOfAnswer } from './as-of';
import type { Explanation } from './explanation';
import { explanationInWords } from './words';

/** A structure as a record: every instant (a number under a name that ends with `At`) is UTC text. */
export type Recorded<T> = T extends readonly (infer Item)[]
  ? Recorded<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: K extends `${string}At` ? InstantText<T[K]> : Recorded<T[K]> }
    : T;

type InstantText<T> = T extends Instant ? string : T;

/** An explanation as a record, with its sentences for people. */
export type ExplanationRecord = Recorded<Explanation> & { readonly inWords: readonly string[] };

/** An answer about another time, as a record. It names no patient. */
export interface AsOfRecord extends CheckAnswer {
  readonly validAt: string;
  /** What was known: up to an instant, as text, or up to a position, as a number. */
  readonly knownAt: string | Position;
  /** How far the ledger was read for it. */
  readonly position: Position;
  readonly explanation: ExplanationRecord;
}

export function asOfRecord({ viewpoint, answer, explanation }: AsOfAnswer, position: Position): AsOfRecord {
  const { validAt, knownAt } = viewpoint;
  return {
    ...answer,
    validAt: formatInstant(validAt),
    knownAt: 'instant' in knownAt ? formatInstant(knownAt.instant) : knownAt.position,
    position,
    explanation: explanationRecord(explanation),
  };
}

export const explanationRecord = (explanation: Explanation): ExplanationRecord => ({
  ...recorded(explanation),
  inWords: explanationInWords(explanation),
});

function recorded<T extends object>(structure: T): Recorded<T> {
  const json = JSON.stringify(structure, (name, value: unknown) =>
    name.endsWith('At') && typeof value === 'number' ? formatInstant(value) : value,
  );
  return JSON.parse(json) as Recorded<T>;
}
