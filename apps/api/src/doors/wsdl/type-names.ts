import type { Element, ElementType } from '../../messages/elements';
import { ANY_TEXT, textType } from './simple-types';

/** The prefix of the domain's types in everything that is written here. */
export const TYPES = 't';

/** What the schema calls an element's type. */
export function typeNameOf({ name, content }: Element): string {
  switch (content) {
    case 'time':
      return 'xs:dateTime';
    case 'flag':
      return 'xs:boolean';
    case 'text':
      return textTypeName(name);
    default:
      return `${TYPES}:${content.name}`;
  }
}

function textTypeName(element: string): string {
  const type = textType(element);
  return type === ANY_TEXT ? 'xs:string' : `${TYPES}:${type.name}`;
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
