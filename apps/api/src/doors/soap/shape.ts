import type { Content, Element, ElementType } from '#contracts';
import { messageNamespace, namespacesOf, typesNamespace, type NamedContract } from './names';
import type { SoapContract } from '../../contract/soap-contract';

/** What a message or a type may hold, made ready for reading. */
export interface Shape {
  /** What it is called where something is wrong with it. */
  readonly label: string;
  /** Of the elements that it holds. */
  readonly namespace: string;
  readonly slots: ReadonlyMap<string, Slot>;
  /** The namespaces of all that is known here, in which no extension can be. */
  readonly known: ReadonlySet<string>;
}

/** The place of one element among its siblings. */
export interface Slot {
  readonly name: string;
  readonly place: number;
  readonly content: Exclude<Content, ElementType> | Shape;
}

/** The shape of a contract's request, among all the contracts at this door. */
export function requestShape(contract: SoapContract, all: readonly NamedContract[]): Shape {
  const known = namespacesOf(all);
  const types = typesNamespace(contract);
  const shapeOf = (frame: Omit<Shape, 'slots' | 'known'>, elements: readonly Element[]): Shape => ({
    ...frame,
    known,
    slots: slotsOf(elements, (label, ofType) => shapeOf({ label, namespace: types }, ofType)),
  });
  return shapeOf({ label: contract.name, namespace: messageNamespace(contract) }, contract.request);
}

/** @param shapeOf the shape of an element with elements of its own. */
function slotsOf(
  elements: readonly Element[],
  shapeOf: (label: string, elements: readonly Element[]) => Shape,
): ReadonlyMap<string, Slot> {
  const slots = elements.map(({ name, content }, place): Slot => ({
    name,
    place,
    content: typeof content === 'string' ? content : shapeOf(name, content.elements),
  }));
  return new Map(slots.map((slot) => [slot.name, slot]));
}
