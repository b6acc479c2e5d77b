import type { Content, Element, ElementType } from '#contracts';

/** An element's name with its occurrence behind it, as in `endDate?` and `assertions*`; none: exactly once. */
type Occurring = string;

const element = (occurring: Occurring, content: Content): Element => {
  const [, name, occurs] = /^([A-Za-z]+)([?*]?)$/.exec(occurring)!;
  return { name: name!, content, occurs: (occurs || '1') as Element['occurs'] };
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
