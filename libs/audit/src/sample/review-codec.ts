import { formatInstant, parseInstant } from '#consent';
import type { NewEvent, StoredEvent } from '#event-store';
import type { ReviewSignedOff } from './review';

/** The storage format of reviews. Every version ever written stays readable here for good, held by a golden file each. */
const REVIEW_SIGNED_OFF = 'ReviewSignedOff.v1';

/** A review that this build does not know. */
export class UnknownReview extends Error {
  override readonly name = 'UnknownReview';
}

type StoredReview = Omit<ReviewSignedOff, 'recordedAt'> & { readonly recordedAt: string };

/** One entry per version ever written: how it is read. */
const decoders: Record<string, (data: never) => ReviewSignedOff> = {
  [REVIEW_SIGNED_OFF]: ({ recordedAt, ...review }: StoredReview) => ({
    ...review,
    recordedAt: parseInstant(recordedAt),
  }),
};

export const reviewEventTypes: readonly string[] = Object.keys(decoders);

/** How a review is written: the newest version of its stored form. */
export const encodeReview = (review: ReviewSignedOff): Omit<NewEvent, 'id'> => ({
  type: REVIEW_SIGNED_OFF,
  data: { ...review, recordedAt: formatInstant(review.recordedAt) } satisfies StoredReview,
  metadata: {},
});

/** A review as it was meant. @throws UnknownReview when it is none, or newer than this build. */
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
