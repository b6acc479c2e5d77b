import type { CheckAnswer } from '#read-models';
import { checkAsOf, type ReadableLedger } from '../as-of';
import type { Decision } from './decision';
import { RememberedHistories } from './re-execute-histories';

/** How many decisions are answered at a time: on a server each reads over a network. */
const AT_A_TIME = 32;

/** A decision, and what the ledger answers to the same question again. */
export interface ReExecuted {
  readonly decision: Decision;
  /** `null`: the ledger does not reach the position that the decision was made at, so it is not the ledger it was made on. */
  readonly answer: CheckAnswer | null;
  readonly differs: boolean;
}

/**
 * Answers decisions again, each as the live check did: from everything up to its position, at the instant that it was asked for, by
 * the same projection and query. Memory does not grow with their number.
 * @throws NotCaughtUp @throws StoreUnavailable
 */
export async function* reExecute(
  ledger: ReadableLedger,
  decisions: AsyncIterable<Decision> | Iterable<Decision>,
): AsyncGenerator<ReExecuted> {
  const answering = new Answering(ledger);
  let group: Decision[] = [];
  for await (const decision of decisions) {
    if (group.push(decision) < AT_A_TIME) continue;
    yield* await answering.all(group);
    group = [];
  }
  yield* await answering.all(group);
}

class Answering {
  private readonly histories: RememberedHistories;

  constructor(private readonly ledger: ReadableLedger) {
    this.histories = new RememberedHistories(ledger);
  }

  /** The ledger only grows, so one look at its end is enough for all of them. */
  async all(group: readonly Decision[]): Promise<ReExecuted[]> {
    const head = await this.ledger.store.head();
    return Promise.all(
      group.map(async (decision) => {
        const answer = decision.position > head ? null : await this.answerAgain(decision);
        return { decision, answer, differs: !isSame(decision, answer) };
      }),
    );
  }

  private async answerAgain(decision: Decision): Promise<CheckAnswer> {
    const { history } = await this.histories.of(decision.patient, decision.position);
    return checkAsOf(history, decision, {
      validAt: decision.decidedAt,
      knownAt: { position: decision.position },
      asked: 'now',
    });
  }
}

/** The id as the check named it: from the registration, in the case that it was written in. */
const isSame = (decision: Decision, answer: CheckAnswer | null): boolean =>
  answer !== null &&
  decision.hasConsent === answer.hasConsent &&
  decision.assertionType === answer.assertionType &&
  decision.assertionId === answer.assertionId;
