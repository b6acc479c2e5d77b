/** What an element holds: a text, a time, a yes or a no, or elements of its own. */
export type Content = 'text' | 'time' | 'flag' | ElementType;

/** How often an element occurs: once, at most once, or any number of times. */
export type Occurrence = '1' | '?' | '*';

/** One element of a message or a type, as the schema has it. */
export interface Element {
  readonly name: string;
  readonly content: Content;
  readonly occurs: Occurrence;
}

/** A type of the schema: its elements in the order of the wire. */
export interface ElementType {
  readonly name: string;
  readonly elements: readonly Element[];
}

/** An element's name with its occurrence behind it, as in `endDate?` and `assertions*`; none: exactly once. */
type Occurring = string;

const element = (occurring: Occurring, content: Content): Element => {
  const [, name, occurs] = /^([A-Za-z]+)([?*]?)$/.exec(occurring)!;
  return { name: name!, content, occurs: (occurs || '1') as Occurrence };
};

/** An element that holds a text. */
export const text = (occurring: Occurring): Element => element(occurring, 'text');

/** An element that holds a time. */
export const time = (occurring: Occurring): Element => element(occurring, 'time');

/** An element that holds a yes or a no. */
export const flag = (occurring: Occurring): Element => element(occurring, 'flag');

/** An element that holds the elements of a type. */
export const part = (occurring: Occurring, type: ElementType): Element => element(occurring, type);

/** Names a type and lists its elements. */
export const type = (name: string, ...elements: readonly Element[]): ElementType => ({ name, elements });
