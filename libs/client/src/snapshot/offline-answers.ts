import { isOutOfReach } from '../calls/out-of-reach';
import type { Outage } from '../calls/outage';
import type { ConsentServiceError } from '../messages/errors';
import type {
  Answered,
  CheckAnswer,
  CheckContent,
  FromSnapshot,
  Question,
  QueryResult,
} from '../messages/results';
import type { ConsentSnapshot } from './consent-snapshot';
import type { AnsweredBySnapshot } from './snapshot-answer';

/** What a call demanded of its answer. */
export interface Demanded {
  readonly explain?: boolean;
  /** The position that the answer has to be at, at least; -1: any. */
  readonly atLeast: number;
  /** Whether the same request has changed something, or may have. */
  readonly isAfterChange: boolean;
  /** The correlation id of an answer for which the service is not asked. */
  readonly correlationId: () => string;
}

type Answer = QueryResult<CheckContent>;
type Answers = QueryResult<readonly CheckAnswer[]>;

/** An answer, and the snapshot that gave it. */
interface Found {
  readonly snapshot: ConsentSnapshot;
  readonly answer: AnsweredBySnapshot;
}

/** Answers in place of a service that cannot be reached. */
export class OfflineAnswers {
  constructor(
    private readonly snapshots: readonly ConsentSnapshot[],
    private readonly outage: Outage,
  ) {}

  /** @throws the failure of the call, unless the service could not be reached and a snapshot answers; and that of its record. */
  check(ask: () => Promise<Answer>, question: Question, demanded: Demanded): Promise<Answer> {
    return this.serviceOr(ask, demanded, async (correlationId) => {
      const found = this.find(question, demanded);
      if (found === null) return null;
      await found.snapshot.record(question, found.answer);
      return answered(found.answer, correlationId);
    });
  }

  /** The same for many, where all are answered. The position and the times are those of the oldest snapshot. */
  checkAll(
    ask: () => Promise<Answers>,
    questions: readonly Question[],
    demanded: Demanded,
  ): Promise<Answers> {
    return this.serviceOr(ask, demanded, async (correlationId) => {
      const found: (Found & { readonly question: Question })[] = [];
      for (const question of questions) {
        const one = this.find(question, demanded);
        if (one === null) return null;
        found.push({ question, ...one });
      }
      if (found.length === 0) return null;
      for (const { snapshot, question, answer } of found) await snapshot.record(question, answer);
      const content = found.map(({ answer }) => answered(answer, correlationId));
      const position = Math.min(...found.map(({ answer }) => answer.position));
      return { ...content[0]!, position, content, fromSnapshot: oldestOf(found) };
    });
  }

  /** Where the service is taken to be away, it is asked what no snapshot answers. */
  private async serviceOr<T>(
    ask: () => Promise<T>,
    demanded: Demanded,
    instead: (correlationId: string) => Promise<T | null>,
  ): Promise<T> {
    if (this.outage.isAssumed()) {
      const answer = await instead(demanded.correlationId());
      if (answer !== null) return answer;
    }
    try {
      return await ask();
    } catch (failure) {
      if (!isOutOfReach(failure)) throw failure;
      const answer = await instead((failure as ConsentServiceError).call.correlationId);
      if (answer === null) throw failure;
      return answer;
    }
  }

  private find(question: Question, { explain, isAfterChange, atLeast }: Demanded): Found | null {
    if (explain || isAfterChange) return null;
    for (const snapshot of this.snapshots) {
      const answer = snapshot.check(question);
      if (answer.kind === 'answered' && answer.position >= atLeast) return { snapshot, answer };
    }
    return null;
  }
}

const oldestOf = (found: readonly Found[]): FromSnapshot => ({
  issuedAt: Math.min(...found.map(({ answer }) => answer.issuedAt)),
  validUntil: Math.min(...found.map(({ answer }) => answer.validUntil)),
  ageMs: Math.max(...found.map(({ answer }) => answer.ageMs)),
});

const answered = (
  { content, position, issuedAt, validUntil, ageMs }: AnsweredBySnapshot,
  correlationId: string,
): Answered<CheckContent> => ({
  kind: 'answered',
  code: 'OK',
  content,
  correlationId,
  position,
  fromSnapshot: { issuedAt, validUntil, ageMs },
});
