import { NoToken, ServiceTimeout, ServiceUnavailable, type ConsentServiceError } from '../messages/errors';
import { isObject } from '../messages/readable';
import type { Answered, CheckAnswer, CheckContent, FromSnapshot, Question } from '../messages/results';
import type { ConsentSnapshot } from './consent-snapshot';
import type { AnsweredBySnapshot } from './snapshot-answer';

/** What a call demanded of its answer. */
export interface Demanded {
  readonly explain?: boolean;
  /** The position that the answer has to be at, at least; -1: any. */
  readonly atLeast: number;
  /** Whether the same request has changed something, or may have. */
  readonly isAfterChange: boolean;
}

/** An answer, and the snapshot that gave it. */
interface Found {
  readonly snapshot: ConsentSnapshot;
  readonly answer: AnsweredBySnapshot;
}

/** Answers in place of a service that cannot be reached. */
export class OfflineAnswers {
  constructor(private readonly snapshots: readonly ConsentSnapshot[]) {}

  /** @throws the failure of the call, unless the service could not be reached and a snapshot answers; and that of its record. */
  async insteadOf(failure: unknown, question: Question, demanded: Demanded): Promise<Answered<CheckContent>> {
    const { snapshot, answer } = this.find(failure, question, demanded);
    await snapshot.record(question, answer);
    return answered(answer, failure as ConsentServiceError);
  }

  /** The same for many, where all are answered. The position and the times are those of the oldest snapshot. */
  async insteadOfAll(
    failure: unknown,
    questions: readonly Question[],
    demanded: Demanded,
  ): Promise<Answered<readonly CheckAnswer[]>> {
    const found = questions.map((question) => ({ question, ...this.find(failure, question, demanded) }));
    if (found.length === 0) throw failure;
    for (const { snapshot, question, answer } of found) await snapshot.record(question, answer);
    const answers = found.map(({ answer }) => answered(answer, failure as ConsentServiceError));
    const position = Math.min(...found.map(({ answer }) => answer.position));
    return { ...answers[0]!, position, content: answers, fromSnapshot: oldestOf(found) };
  }

  private find(failure: unknown, question: Question, demanded: Demanded): Found {
    if (!isOutOfReach(failure) || demanded.explain || demanded.isAfterChange) throw failure;
    for (const snapshot of this.snapshots) {
      const answer = snapshot.check(question);
      if (answer.kind === 'answered' && answer.position >= demanded.atLeast) return { snapshot, answer };
    }
    throw failure;
  }
}

const oldestOf = (found: readonly Found[]): FromSnapshot => ({
  issuedAt: Math.min(...found.map(({ answer }) => answer.issuedAt)),
  validUntil: Math.min(...found.map(({ answer }) => answer.validUntil)),
  ageMs: Math.max(...found.map(({ answer }) => answer.ageMs)),
});

const answered = (
  { content, position, issuedAt, validUntil, ageMs }: AnsweredBySnapshot,
  { call }: ConsentServiceError,
): Answered<CheckContent> => ({
  kind: 'answered',
  code: 'OK',
  content,
  correlationId: call.correlationId,
  position,
  fromSnapshot: { issuedAt, validUntil, ageMs },
});

/** The network did not bring it there and back, or it said itself that it cannot answer now. One that answered anything else was reached. */
function isOutOfReach(failure: unknown): boolean {
  if (failure instanceof ServiceTimeout) return true;
  if (failure instanceof NoToken) return failure.isTransient && isOfNetwork(failure.cause);
  if (!(failure instanceof ServiceUnavailable)) return false;
  const { status } = failure.call;
  return status === undefined ? isOfNetwork(failure.cause) : AWAY.has(status);
}

/** What a gateway says of a service that it does not reach, or the service of itself. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

/** A wrong certificate or a request that cannot be sent is none of these: the service may be there. */
const OF_NETWORK: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_SOCKET'],
  ...['OAUTH_TIMEOUT', 'AbortError', 'TimeoutError'],
]);

function isOfNetwork(cause: unknown): boolean {
  for (let each = cause; isObject(each); each = each.cause) {
    if (OF_NETWORK.has(each.code) || OF_NETWORK.has(each.name)) return true;
  }
  return false;
}
