import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PageParts } from '../../page-parts';
import { answerFields } from '../forms/confirmation';
import { reviewWords } from './review.words';

/** What a form asks for, read back in words before it is done. */
export interface Review {
  readonly title: string;
  /** Where the form goes. */
  readonly action: string;
  /** What the form's fields hold, so that what is read back is what is sent. */
  readonly values: Readonly<Record<string, string>>;
  /** What will be so, in a sentence. */
  readonly readBack: string;
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  /** What is unusual, and is asked back. */
  readonly questions: readonly string[];
  readonly consequence: string;
  readonly submit: string;
  /** Whether access ends for good. */
  readonly isFinal: boolean;
  readonly confirmation: string;
}

/** Shows a page that asks whether it is meant so. */
export function showReview(
  { render }: Pick<PageParts, 'render'>,
  request: FastifyRequest,
  reply: FastifyReply,
  review: Review,
): FastifyReply {
  const asked = Object.entries(review.values).filter(([name]) => !isAnswer(name));
  const values = Object.fromEntries(asked);
  return render(request, reply, 'review/review', {
    words: reviewWords[request.language],
    ...{ ...review, values, here: null },
  });
}

const isAnswer = (name: string): boolean => answerFields.some((field) => field === name);
