import { xmlAttribute, xmlText } from '#platform';

/** An XML element to be written: its name with its prefix, its attributes, and the elements or the text in it. */
export interface Markup {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly Markup[] | string;
}

/** An element with elements in it, or with none. */
export const markup = (
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Markup[]
): Markup => ({ name, attributes, content: children });

/** An element with a text in it. */
export const words = (name: string, text: string): Markup => ({ name, attributes: {}, content: text });

const INDENT = '  ';

/** A document for people too: a line an element, each indented by its depth. */
export const printed = (root: Markup): string => `<?xml version="1.0" encoding="UTF-8"?>\n${print(root, '')}`;

function print({ name, attributes, content }: Markup, margin: string): string {
  const given = Object.entries(attributes).map(
    ([attribute, value]) => ` ${attribute}="${xmlAttribute(value)}"`,
  );
  const tag = margin + '<' + name + given.join('');
  if (typeof content === 'string') return `${tag}>${xmlText(content)}</${name}>\n`;
  if (content.length === 0) return `${tag}/>\n`;
  return `${tag}>\n${content.map((child) => print(child, margin + INDENT)).join('')}${margin}</${name}>\n`;
}
