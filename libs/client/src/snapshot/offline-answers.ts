import { NoToken, ServiceTimeout, ServiceUnavailable, type ConsentServiceError } from '../messages/errors';
import type { Answered, CheckAnswer, CheckContent, Question } from '../messages/results';
import type { ConsentSnapshot } from './consent-snapshot';
import type { SnapshotAnswer } from './snapshot-answer';

/** What a call demanded of its answer. */
export interface Demanded {
  readonly explain?: boolean;
  /** The position that the answer has to be at, at least; -1: any. */
  readonly atLeast: number;
}

const TOO_MANY_REQUESTS = 429;

/** Answers in place of a service that cannot be reached. */
export class OfflineAnswers {
  constructor(private readonly snapshots: readonly ConsentSnapshot[]) {}

  /** @throws the failure of the call, unless the service could not be reached and a snapshot answers. */
  insteadOf(failure: unknown, question: Question, demanded: Demanded): Answered<CheckContent> {
    if (!isOutOfReach(failure) || demanded.explain) throw failure;
    for (const snapshot of this.snapshots) {
      const answer = snapshot.check(question);
      if (answer.kind === 'answered' && answer.position >= demanded.atLeast) return answered(answer, failure);
    }
    throw failure;
  }

  /** The same for many, where all are answered. The position is that of the oldest snapshot. */
  insteadOfAll(
    failure: unknown,
    questions: readonly Question[],
    demanded: Demanded,
  ): Answered<readonly CheckAnswer[]> {
    const answers = questions.map((question) => this.insteadOf(failure, question, demanded));
    const [oldest] = answers.toSorted((one, other) => (one.position ?? -1) - (other.position ?? -1));
    if (!oldest) throw failure;
    return { ...oldest, content: answers };
  }
}

function answered(
  { content, position, issuedAt, validUntil, ageMs }: Extract<SnapshotAnswer, { kind: 'answered' }>,
  { call }: ConsentServiceError,
): Answered<CheckContent> {
  return {
    kind: 'answered',
    code: 'OK',
    content,
    correlationId: call.correlationId,
    position,
    fromSnapshot: { issuedAt, validUntil, ageMs },
  };
}

/** It was not there, or not in time, or said that it cannot answer now. One that answered anything else was reached. */
const isOutOfReach = (failure: unknown): failure is ConsentServiceError =>
  failure instanceof ServiceTimeout ||
  (failure instanceof ServiceUnavailable && failure.call.status !== TOO_MANY_REQUESTS) ||
  (failure instanceof NoToken && failure.isTransient);
