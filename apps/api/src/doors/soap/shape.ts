import type { Content, Element, ElementType } from '../../messages/elements';
import { messageNamespace, namespaces } from './names';
import type { SoapContract } from '../../contract/soap-contract';

/** What a message or a type may hold, made ready for reading. */
export interface Shape {
  /** What it is called where something is wrong with it. */
  readonly label: string;
  /** Of the elements that it holds. */
  readonly namespace: string;
  readonly slots: ReadonlyMap<string, Slot>;
}

/** The place of one element among its siblings. */
export interface Slot {
  readonly name: string;
  readonly place: number;
  readonly content: Exclude<Content, ElementType> | Shape;
}

/** The shape of a contract's request. */
export function requestShape(contract: SoapContract): Shape {
  return shapeOf(contract.name, messageNamespace(contract), contract.request);
}

function shapeOf(label: string, namespace: string, elements: readonly Element[]): Shape {
  const slots = elements.map(({ name, content }, place): Slot => ({
    name,
    place,
    content: typeof content === 'string' ? content : shapeOf(name, namespaces.types, content.elements),
  }));
  return { label, namespace, slots: new Map(slots.map((slot) => [slot.name, slot])) };
}
