import type { Element, ElementType } from '#contracts';
import { simpleTypeOf } from './simple-types';

/** The prefix of the domain's types in everything that is written here. */
export const TYPES = 't';

/** What the schema calls an element's type. */
export function typeNameOf(element: Element): string {
  const { content } = element;
  switch (content) {
    case 'time':
      return 'xs:dateTime';
    case 'uri':
      return 'xs:anyURI';
    case 'flag':
      return 'xs:boolean';
    case 'text':
      return textTypeName(element);
    default:
      return `${TYPES}:${content.name}`;
  }
}

function textTypeName(element: Element): string {
  const type = simpleTypeOf(element);
  return type ? `${TYPES}:${type.name}` : 'xs:string';
}

/**
 * Every type that elements are made of, each before those that need it.
 * @throws when two types have one name.
 */
export function typesIn(elements: readonly Element[]): readonly ElementType[] {
  const found = new Map<string, ElementType>();
  collect(elements, found);
  return [...found.values()];
}

function collect(elements: readonly Element[], found: Map<string, ElementType>): void {
  for (const { content } of elements) {
    if (typeof content === 'string') continue;
    collect(content.elements, found);
    const namesake = found.get(content.name) ?? content;
    if (namesake !== content) throw new Error(`There are two types ${content.name}.`);
    found.set(content.name, content);
  }
}
