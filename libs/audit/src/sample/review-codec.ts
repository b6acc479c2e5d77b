import { formatInstant, parseInstant } from '#consent';
import type { NewEvent, StoredEvent } from '#event-store';
import type { ReviewSignedOff } from './review';

/** The storage format of reviews. Every version ever written stays readable here for good, held by a golden file each. */
const FIRST_REVIEW_SIGNED_OFF = 'ReviewSignedOff.v1';

/** The same, of a care provider's decisions alone. */
const REVIEW_SIGNED_OFF = 'ReviewSignedOff.v2';

/** A review that this build does not know. */
export class UnknownReview extends Error {
  override readonly name = 'UnknownReview';
}

type StoredReview = Omit<ReviewSignedOff, 'recordedAt'> & { readonly recordedAt: string };

const readReview = ({ recordedAt, ...review }: StoredReview): ReviewSignedOff => ({
  ...review,
  recordedAt: parseInstant(recordedAt),
});

/** One entry per version ever written: how it is read. */
const decoders: Record<string, (data: never) => ReviewSignedOff> = {
  [FIRST_REVIEW_SIGNED_OFF]: readReview,
  [REVIEW_SIGNED_OFF]: readReview,
};

export const reviewEventTypes: readonly string[] = Object.keys(decoders);

/** How a review is written. Of everybody's decisions it is as it always was, so that builds before this one can read it. */
export const encodeReview = (review: ReviewSignedOff): Omit<NewEvent, 'id'> => ({
  type: review.careProviderId === undefined ? FIRST_REVIEW_SIGNED_OFF : REVIEW_SIGNED_OFF,
  data: { ...review, recordedAt: formatInstant(review.recordedAt) } satisfies StoredReview,
  metadata: {},
});

/** A stored event as the review that it is. @throws UnknownReview when it is not a review, or newer than this build. */
export function decodeReview({
  type,
  data,
  stream,
  revision,
}: Pick<StoredEvent, 'type' | 'data' | 'stream' | 'revision'>): ReviewSignedOff {
  const decode = decoders[type];
  if (!decode)
    throw new UnknownReview(`This build cannot read ${type} at revision ${revision} of ${stream}.`);
  return decode(data as never);
}
