/** What would end a text, what a reader would change (a carriage return alone), and what XML 1.0 cannot carry at all. */
const SPECIAL = /[&<>\r]|[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Most texts have nothing special, and are recognised in one pass. */
const PLAIN = /^[\t\n\x20-\x25\x27-\x3b=\x3f-\uD7FF]*$/;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text as it stands between two tags: the document stays well-formed, and characters that XML 1.0 has no way to write become U+FFFD. */
export const xmlText = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(SPECIAL, (special) => references[special] ?? '\uFFFD');

/** The same for the value of an attribute, in quotes of either kind. */
export const xmlAttribute = (value: string): string =>
  xmlText(value).replace(/["']/g, (quote) => references[quote]!);
