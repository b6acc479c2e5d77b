import { xmlAttribute, xmlText } from '#platform';

/** A piece of SVG. Only `element` and `text` make it, so that nothing that was stored can become markup. */
export type Markup = string;

type Attributes = Readonly<Record<string, string | number>>;

export const text = (content: string): Markup => xmlText(content);

export function element(name: string, attributes: Attributes, ...children: readonly Markup[]): Markup {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${xmlAttribute(valueOf(value))}"`,
  );
  const start = `<${name}${written.join('')}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.join('')}</${name}>`;
}

/** Tenths of a pixel are enough. */
const valueOf = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;
