import { isDeepStrictEqual } from 'node:util';
import { wireFieldsOf, wireNameOf, type DtoClass, type TextFacets } from '../validation';

/** What an element holds: a text, an address, a time, a yes or a no, or elements of its own. */
export type Content = 'text' | 'uri' | 'time' | 'flag' | ElementType;

/** One element of a message or a type, as the schema has it. */
export interface Element {
  readonly name: string;
  readonly content: Content;
  /** Once, at most once, or any number of times. */
  readonly occurs: '1' | '?' | '*';
  /** Which texts it may hold; absent: any, or none. */
  readonly facets?: TextFacets;
}

/** A type of the schema: its elements in the order of the wire. */
export interface ElementType {
  readonly name: string;
  readonly elements: readonly Element[];
}

const types = new Map<string, ElementType>();

/** The elements of a message or a type, from the fields of its class. @throws when two classes are one type and differ. */
export const elementsOf = (message: DtoClass): readonly Element[] =>
  wireFieldsOf(message).map(({ content, ...field }) => ({
    ...field,
    content: typeof content === 'string' ? content : typeOf(content),
  }));

function typeOf(message: DtoClass): ElementType {
  const type = { name: wireNameOf(message), elements: elementsOf(message) };
  const known = types.get(type.name) ?? type;
  if (!isDeepStrictEqual(known, type)) throw new Error(`There are two types ${type.name}.`);
  types.set(type.name, known);
  return known;
}
