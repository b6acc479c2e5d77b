import type { Element, TextFacets } from '#contracts';

/** The content of a message, or of a part of one. */
export type Body = Readonly<Record<string, unknown>>;

/** What is wrong with the elements of a response, as sentences; empty: nothing. */
export const faultsOf = (elements: readonly Element[], body: Body, path = ''): readonly string[] =>
  elements.flatMap((element) => faultsOfElement(element, body[element.name], `${path}${element.name}`));

function faultsOfElement(element: Element, value: unknown, path: string): readonly string[] {
  if (element.occurs === '*') {
    if (!Array.isArray(value)) return [`${path} is not a list.`];
    return value.flatMap((item, index) => faultsOfValue(element, item, `${path}[${index}]`));
  }
  if (value !== undefined) return faultsOfValue(element, value, path);
  return element.occurs === '1' ? [`${path} is missing.`] : [];
}

function faultsOfValue({ content, facets }: Element, value: unknown, path: string): readonly string[] {
  if (typeof content !== 'string') {
    return isBody(value) ? faultsOf(content.elements, value, `${path}.`) : [`${path} has no elements.`];
  }
  if (content === 'flag') return typeof value === 'boolean' ? [] : [`${path} is neither true nor false.`];
  if (typeof value !== 'string') return [`${path} is not a text.`];
  if (content === 'time' && !TIME.test(value)) return [`${path} is not a time: ${value}`];
  return faultsOfText(facets, value, path);
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

function faultsOfText(facets: TextFacets = {}, value: string, path: string): readonly string[] {
  const { words, maxLength = Infinity } = facets;
  if (words && !words.includes(value)) return [`${path} is not one of ${words.join(', ')}: ${value}`];
  return value.length > maxLength ? [`${path} is longer than ${maxLength} characters.`] : [];
}

export const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
