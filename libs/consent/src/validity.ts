import type { Instant } from './event';

/** The span in which a consent that is neither cancelled nor deleted may be used; both ends belong to it. */
export interface Span {
  readonly startsAt: Instant;
  /** `null`: until further notice. */
  readonly lastValidAt: Instant | null;
}

export const hasStarted = (span: Span, at: Instant): boolean => span.startsAt <= at;

export const hasExpired = (span: Span, at: Instant): boolean =>
  span.lastValidAt !== null && at > span.lastValidAt;

export const isValidAt = (span: Span, at: Instant): boolean => hasStarted(span, at) && !hasExpired(span, at);

/**
 * The instant a question about now is asked at. Clocks of several machines differ a little: a question can never be older than
 * the record it is asked of, or a consent ended a moment ago elsewhere would still look valid here.
 */
export const askedAt = (now: Instant, recordedAt: Instant): Instant => Math.max(now, recordedAt);
