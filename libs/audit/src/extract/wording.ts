import type { Instant } from '#consent';
import type { ExtractWords } from './words';

/** What a line says, in sentences. */
export interface LineText {
  readonly title: string;
  readonly what: string;
  readonly who: string;
  readonly why: string;
  readonly result: string;
}

/** What a line is written with. */
export interface Wording {
  readonly words: ExtractWords;
  readonly time: (instant: Instant) => string;
  /** How a sentence names a consent: by the line of its registration, if that is here. */
  readonly lineOf: (assertionId: string) => number | undefined;
}
