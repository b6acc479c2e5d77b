import { isDeepStrictEqual } from 'node:util';
import type { Element } from '#contracts';
import { markup, type Markup } from './markup';

/** A type of the schema for texts: which ones an element may hold. */
export interface SimpleType {
  readonly name: string;
  readonly facets: readonly Markup[];
}

/** The simple type of an element; `null` where it is one of XML Schema's own. */
export function simpleTypeOf({ name, facets }: Element): SimpleType | null {
  if (!facets) return null;
  const {
    type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Type`,
    words = [],
    maxLength,
    pattern,
  } = facets;
  return {
    name: type,
    facets: [
      ...words.map((value) => markup('xs:enumeration', { value })),
      ...(pattern === undefined ? [] : [markup('xs:pattern', { value: pattern })]),
      ...(maxLength === undefined ? [] : [markup('xs:maxLength', { value: String(maxLength) })]),
    ],
  };
}

/** The simple types of elements and of all below them, each once. @throws when one name stands for two. */
export function simpleTypesIn(elements: readonly Element[]): readonly SimpleType[] {
  const found = new Map<string, SimpleType>();
  for (const type of everyTypeIn(elements)) {
    const namesake = found.get(type.name) ?? type;
    if (!isDeepStrictEqual(namesake, type)) throw new Error(`There are two types ${type.name}.`);
    found.set(type.name, namesake);
  }
  return [...found.values()];
}

function* everyTypeIn(elements: readonly Element[]): Generator<SimpleType> {
  for (const element of elements) {
    const type = simpleTypeOf(element);
    if (type) yield type;
    if (typeof element.content === 'object') yield* everyTypeIn(element.content.elements);
  }
}
