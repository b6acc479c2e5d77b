import type { CheckContent, QueryRefusal, Refused } from '../messages/results';

/**
 * Why a copy does not answer: it has not been read to its end; that was too long ago; the question is of another care provider; it
 * may not be in order; the answer changes just now.
 */
export type WhyNotFromCopy =
  'not-read' | 'stale' | 'other-care-provider' | 'unclear-question' | 'unclear-time';

/** What a copy answers. When it does not, ask the service: nothing is known, which is not a yes. */
export type CopyAnswer =
  | { readonly kind: 'answered'; readonly content: CheckContent; readonly position: number }
  | { readonly kind: 'ask-service'; readonly why: WhyNotFromCopy };

/** The service does not let the caller read the changes. The copy answers nothing until it does again. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused';

  constructor(readonly refusal: Refused<QueryRefusal>) {
    super(`The changes of consents are refused: ${refusal.code}.`);
  }
}
