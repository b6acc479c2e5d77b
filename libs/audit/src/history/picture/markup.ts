/** A piece of SVG. Only `element` and `text` make it, so that nothing that was stored can become markup. */
export type Markup = string;

type Attributes = Readonly<Record<string, string | number>>;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** What XML 1.0 has no way to write. */
const UNSPEAKABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const escaped = (content: string): string =>
  content.replace(UNSPEAKABLE, '\uFFFD').replace(/[&<>"']/g, (character) => references[character]!);

export const text = (content: string): Markup => escaped(content);

export function element(name: string, attributes: Attributes, ...children: readonly Markup[]): Markup {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(valueOf(value))}"`);
  const start = `<${name}${written.join('')}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.join('')}</${name}>`;
}

/** Tenths of a pixel are enough. */
const valueOf = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;
