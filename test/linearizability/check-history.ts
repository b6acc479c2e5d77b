import { inWords, type Operation } from './operation';
import { PlaceOrders } from './place-orders';

/** An answer that no order of the operations explains. */
export interface Violation {
  readonly operation: Operation;
  /** In words: the answer, what it could have been, and what else happened at this place around it. */
  readonly text: string;
}

/** Operations of the same place that are printed with a violation, in the order of their ends: so many before it, and so many after. */
const BEFORE = 12;
const AFTER = 3;

/**
 * Looks for an order of each place's operations in which every one takes effect at a moment between its beginning and its end and is
 * answered as the model says (linearizability, after Wing and Gong, with the memory of Lowe). Places have no consent in common, so
 * each is looked at by itself. Returns the first answer of each place that no order explains.
 */
export function violationsIn(history: readonly Operation[]): Violation[] {
  const places = new Map<string, Operation[]>();
  for (const operation of history) {
    const operations = places.get(operation.place) ?? [];
    places.set(operation.place, operations);
    operations.push(operation);
  }
  return [...places.values()].flatMap((operations) => violationAt(operations) ?? []);
}

function violationAt(operations: readonly Operation[]): Violation | null {
  const orders = new PlaceOrders(operations);
  for (const { operation, isEnd } of momentsOf(operations)) {
    if (!isEnd) orders.begin(operation);
    else if (!orders.end(operation)) return violation(operation, orders, operations);
  }
  return null;
}

function momentsOf(operations: readonly Operation[]) {
  const answered = operations.filter(({ answer }) => answer !== null);
  return [
    ...operations.map((operation) => ({ at: operation.begun, operation, isEnd: false })),
    ...answered.map((operation) => ({ at: operation.ended, operation, isEnd: true })),
  ].sort((one, other) => one.at - other.at);
}

function violation(operation: Operation, orders: PlaceOrders, all: readonly Operation[]): Violation {
  const possible = [...orders.possibleAnswers(operation)].sort().join(' or ');
  const { action, answer, consent, place } = operation;
  const about = consent === null ? place : `${consent} at ${place}`;
  const ordered = all.toSorted((one, other) => one.ended - other.ended);
  const index = ordered.indexOf(operation);
  const around = ordered.slice(Math.max(0, index - BEFORE), index + AFTER + 1);
  const text = `${action} of ${about} was answered ${answer}, possible is ${possible}`;
  return { operation, text: [text, ...around.map(inWords)].join('\n  ') };
}
