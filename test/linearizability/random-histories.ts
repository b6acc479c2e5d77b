import type { SeededRandom } from '../generated-ledger/seeded-random';
import { outcomesOf, type PlaceState } from './consent-model';
import type { Action, Answer, Operation } from './operation';

/** How a random history is made. */
export interface Shape {
  readonly operations: number;
  /** About so many operations are under way at any moment. */
  readonly overlap: number;
  readonly places: number;
  readonly consentsAtPlace: number;
  /** The probability that an operation gets no answer. */
  readonly unanswered: number;
}

const actions: readonly Action[] = [
  ...(['register', 'register', 'cancel', 'delete', 'end'] as const),
  ...(['check', 'check', 'check'] as const),
];

const closingAnswers = ['ok', 'not-found', 'already-cancelled', 'already-deleted'] as const;

const answers: Readonly<Record<Action, readonly Answer[]>> = {
  register: ['ok', 'already-registered'],
  cancel: closingAnswers,
  delete: closingAnswers,
  end: [...closingAnswers, 'already-ended'],
  check: ['yes', 'no'],
};

/**
 * A history that is right by the way it is made: operations take effect one after the other, each at a moment of its own between its
 * beginning and its end, and many overlap. Of those without an answer, some took effect and some did not.
 */
export function concurrentHistory(random: SeededRandom, shape: Shape): Operation[] {
  const states = new Map<string, PlaceState>();
  const operations = Array.from({ length: shape.operations }, (_, moment) => {
    const place = `place ${random.below(shape.places)}`;
    const action = random.pick(actions);
    const consent = action === 'check' ? null : `${place}'s ${random.below(shape.consentsAtPlace)}`;
    const [begun, ended] = [-1, 1].map((side) => moment + (side * random.next() * shape.overlap) / 2);
    const isAnswered = !random.chance(shape.unanswered);
    const answer = isAnswered || random.chance(0.5) ? takeEffect(action, consent) : null;
    return isAnswered
      ? { place, action, consent, begun: begun!, ended: ended!, answer }
      : { place, action, consent, begun: begun!, ended: Infinity, answer: null };

    function takeEffect(what: Action, which: string | null): Answer {
      const outcome = random.pick(outcomesOf(what, which, states.get(place) ?? new Map()));
      states.set(place, outcome.state);
      return outcome.answer;
    }
  });
  return inWholeMoments(operations);
}

function inWholeMoments(operations: readonly Operation[]): Operation[] {
  const moments = operations.flatMap(({ begun, ended }) => [begun, ended]).filter(Number.isFinite);
  const order = new Map(moments.sort((one, other) => one - other).map((moment, index) => [moment, index]));
  const whole = (moment: number) => order.get(moment) ?? Infinity;
  return operations.map((one) => ({ ...one, begun: whole(one.begun), ended: whole(one.ended) }));
}

/** The same history, but for one operation that was answered otherwise. */
export function withAnotherAnswer(random: SeededRandom, history: readonly Operation[]): Operation[] {
  const answered = history.filter(({ answer }) => answer !== null);
  if (answered.length === 0) return [...history];
  const changed = random.pick(answered);
  const others = answers[changed.action].filter((answer) => answer !== changed.answer);
  return history.map((one) => (one === changed ? { ...one, answer: random.pick(others) } : one));
}
