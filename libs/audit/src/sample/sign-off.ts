import { faultOfFreeText, hsaKey, REASON_MAX_LENGTH } from '#consent';
import type { EventStore } from '#event-store';
import { newId } from '#platform';
import type { Month } from './month';
import type { ReviewSignedOff } from './review';
import { decodeReview, encodeReview } from './review-codec';

/** A review that cannot be recorded: nothing was. */
export class SignOffRefused extends Error {
  override readonly name = 'SignOffRefused';
}

/** Reviews are events of the ledger, so they are proved with the others: a stream a month, and one for each care provider beside it. */
export const reviewStream = (month: Month, careProviderId?: string): string =>
  careProviderId === undefined ? `review-${month}` : `review-${month}-${hsaKey(careProviderId)}`;

/** The newest review of a month, of everybody's decisions or a care provider's alone, or `null`. */
export async function latestReview(
  store: Pick<EventStore, 'readStream'>,
  month: Month,
  careProviderId?: string,
): Promise<ReviewSignedOff | null> {
  const stream = reviewStream(month, careProviderId);
  const [latest] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
  return latest ? decodeReview(latest) : null;
}

/** @throws SignOffRefused when the note cannot be kept for good. */
export function demandNote(note: string | undefined): void {
  if (note === undefined) return;
  const fault = faultOfFreeText(note);
  if (fault === 'too-long') throw new SignOffRefused(`A note has at most ${REASON_MAX_LENGTH} characters.`);
  if (fault === 'holds-identity')
    throw new SignOffRefused('The note holds a personal identity. It is kept for good, so it may not.');
}

/**
 * Records a review, as the revision that it says it is: the next one of its month.
 * @throws SignOffRefused when it is not the next, or its note cannot be kept.
 */
export async function signOff(
  store: Pick<EventStore, 'append' | 'readStream'>,
  review: ReviewSignedOff,
): Promise<void> {
  demandNote(review.note);
  const expected = review.revision === 1 ? 'no-stream' : review.revision - 2;
  const event = { id: newId(), ...encodeReview(review) };
  const stream = reviewStream(review.month, review.careProviderId);
  const result = await store.append(stream, expected, [event]);
  if (result.ok) return;
  const latest = result.actual === null ? 0 : result.actual + 1;
  throw new SignOffRefused(
    `The review of ${review.month} has been signed off ${latest} time(s). To sign it off again, say that it is revision ` +
      `${latest + 1}; what was signed off before stays.`,
  );
}
