import { outcomesOf, type PlaceState } from './consent-model';
import type { Answer, Operation } from './operation';

/** One way in which things may have gone so far. */
interface Order {
  readonly state: PlaceState;
  /** Operations that have taken effect in this order and are not yet answered. */
  readonly done: ReadonlySet<Operation>;
}

/** So many orders at once are no history of callers that wait for their answers. */
const MOST_ORDERS = 200_000;

/**
 * All orders in which the operations of one place may have taken effect. An operation that changes nothing takes its place in an order
 * as soon as its answer fits, which can spoil nothing; one that changes something waits until an answer needs it.
 *
 * An operation without an answer may come at any time. Doing it twice does no more than doing it once, so no order has to remember it.
 */
export class PlaceOrders {
  private orders: Order[] = [{ state: new Map(), done: new Set() }];
  private readonly pending = new Set<Operation>();
  private readonly lastEnds = new Map<string, number>();

  constructor(operations: readonly Operation[]) {
    for (const { consent, ended } of operations)
      if (consent !== null) this.lastEnds.set(consent, Math.max(ended, this.lastEnds.get(consent) ?? 0));
  }

  begin(operation: Operation): void {
    this.pending.add(operation);
    this.orders = this.orders.map((order) => this.withFitting(order));
  }

  /** Whether any order is left that explains the answer. */
  end(operation: Operation): boolean {
    const explained = this.orders.flatMap((order) =>
      this.reachedFrom(order, operation).filter(({ done }) => done.has(operation)),
    );
    if (explained.length === 0) return false;
    this.pending.delete(operation);
    const isLast = operation.consent !== null && this.lastEnds.get(operation.consent) === operation.ended;
    const finished = explained.map(({ state, done }) => ({
      state: isLast ? forget(operation.consent, state) : state,
      done: new Set([...done].filter((one) => one !== operation)),
    }));
    this.orders = distinct(finished);
    this.dropSpent();
    return true;
  }

  /** What an operation under way could be answered. */
  possibleAnswers({ action, consent }: Operation): Set<Answer> {
    const states = this.orders.flatMap((order) => this.reachedFrom(order)).map(({ state }) => state);
    return new Set(states.flatMap((state) => outcomesOf(action, consent, state).map(({ answer }) => answer)));
  }

  /** Everything that what is under way may have led to from here, and no further than to an operation that is looked for. */
  private reachedFrom(order: Order, goal?: Operation): Order[] {
    const seen = new Map([[keyOf(order), order]]);
    for (const reached of seen.values()) {
      if (goal && reached.done.has(goal)) continue;
      for (const next of this.oneFurther(reached)) if (!seen.has(keyOf(next))) seen.set(keyOf(next), next);
      if (seen.size > MOST_ORDERS) throw new Error(`More than ${MOST_ORDERS} orders are possible.`);
    }
    return [...seen.values()];
  }

  private oneFurther(order: Order): Order[] {
    return [...this.pending]
      .filter((operation) => !order.done.has(operation))
      .flatMap((operation) => this.afterwards(order, operation).filter(({ state }) => state !== order.state));
  }

  private afterwards({ state, done }: Order, operation: Operation): Order[] {
    const { action, consent, answer } = operation;
    return outcomesOf(action, consent, state)
      .filter((outcome) => answer === null || outcome.answer === answer)
      .map((outcome) => ({
        state: outcome.state,
        done: answer === null ? done : new Set([...done, operation]),
      }))
      .map((order) => this.withFitting(order));
  }

  /** With everything done that changes nothing and whose answer fits here. */
  private withFitting({ state, done }: Order): Order {
    const fitting = [...this.pending].filter(
      (operation) => !done.has(operation) && isFitting(operation, state),
    );
    return fitting.length === 0 ? { state, done } : { state, done: new Set([...done, ...fitting]) };
  }

  /** What was never answered and can do nothing more in any order. */
  private dropSpent(): void {
    const unanswered = [...this.pending].filter(({ answer }) => answer === null);
    for (const operation of unanswered)
      if (this.orders.every(({ state }) => isSpent(operation, state))) this.pending.delete(operation);
  }
}

const isFitting = ({ action, consent, answer }: Operation, state: PlaceState): boolean =>
  outcomesOf(action, consent, state).some((outcome) => outcome.answer === answer && outcome.state === state);

/** A consent only moves on, so a change that once comes too late comes too late for ever. */
function isSpent({ action, consent }: Operation, state: PlaceState): boolean {
  const isRegistered = consent === null || state.has(consent);
  return isRegistered && outcomesOf(action, consent, state).every((outcome) => outcome.state === state);
}

/** Nothing more is asked of this consent: only whether it is open still matters, for checks. */
function forget(consent: string, state: PlaceState): PlaceState {
  if (state.get(consent) === 'open') return state;
  return new Map([...state].filter(([id]) => id !== consent));
}

function distinct(orders: readonly Order[]): Order[] {
  return [...new Map(orders.map((order) => [keyOf(order), order])).values()];
}

function keyOf({ state, done }: Order): string {
  const consents = [...state].map(([consent, standing]) => `${consent} ${standing}`);
  const operations = [...done].map(({ begun }) => begun);
  return `${consents.sort().join()} | ${operations.sort((one, other) => one - other).join()}`;
}
