import type { Content, Element, ElementType } from '#contracts';
import { messageNamespace, namespaces, namespacesOf, type NamedContract } from './names';
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
  return shapeOf({ label: contract.name, namespace: messageNamespace(contract), known }, contract.request);
}

function shapeOf(frame: Omit<Shape, 'slots'>, elements: readonly Element[]): Shape {
  const slots = elements.map(({ name, content }, place): Slot => ({
    name,
    place,
    content:
      typeof content === 'string'
        ? content
        : shapeOf({ ...frame, label: name, namespace: namespaces.types }, content.elements),
  }));
  return { ...frame, slots: new Map(slots.map((slot) => [slot.name, slot])) };
}
