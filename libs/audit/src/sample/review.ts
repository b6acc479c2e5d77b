import type { Instant } from '#consent';
import type { Month } from './month';
import type { SampleSummary } from './sample';

export const reviewOutcomes = ['approved', 'deviations'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

/** Somebody has looked through the sample of a month: the documented check that the law asks for. */
export interface ReviewSignedOff {
  readonly month: Month;
  /** HSA-id of the care provider whose decisions were reviewed; absent: everybody's. */
  readonly careProviderId?: string;
  /** From 1 on: a review that is done again is a further revision, and the earlier ones stay. */
  readonly revision: number;
  /** What the sample was drawn by, so that it can be drawn again. */
  readonly seed: string;
  readonly size: number;
  readonly sample: SampleSummary;
  /** HSA-id of the reviewer. */
  readonly reviewer: string;
  readonly outcome: ReviewOutcome;
  /** What the reviewer wrote about it, without personal identities. */
  readonly note?: string;
  readonly recordedAt: Instant;
}
