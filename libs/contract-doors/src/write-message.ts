import type { Content, Element, ElementType } from '#contracts';
import { NotExpressible } from './door';
import { type Body, isBody } from './shape';
import { namespaces } from './soap-names';

/** A message to write: its name, its elements, and the namespaces of its children and of everything below them. */
export interface MessageFrame {
  readonly name: string;
  readonly elements: readonly Element[];
  readonly messageNamespace: string;
  readonly typesNamespace: string;
}

/**
 * The message that says the same as a JSON body: known elements in the order of the schema, unknown ones behind them.
 * @throws NotExpressible
 */
export function writeMessage(frame: MessageFrame, body: Body): string {
  const content = contentOf(frame.elements, body, 'm');
  const { name, messageNamespace, typesNamespace } = frame;
  return `<m:${name} xmlns:m="${messageNamespace}" xmlns:t="${typesNamespace}" xmlns:i="${namespaces.schemaInstance}">${content}</m:${name}>`;
}

/** An envelope with this header and body, both written already. */
export const envelope = (body: string, header: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope xmlns:s="${namespaces.envelope}">` +
  `<s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;

/** The SOAP header of a request. */
export const addressHeader = (logicalAddress: string): string =>
  `<r:LogicalAddress xmlns:r="${namespaces.registry}">${escaped(logicalAddress)}</r:LogicalAddress>`;

function contentOf(elements: readonly Element[], body: Body, prefix: 'm' | 't'): string {
  const known = elements.map((element) => elementOf(element, body[element.name], prefix));
  const names = new Set(elements.map(({ name }) => name));
  const unknown = Object.keys(body).filter((name) => !names.has(name));
  return [...known, ...unknown.map((name) => emptyElement(name, prefix))].join('');
}

/** Known to the JSON door only, whose rules for it have no meaning here. */
const JSON_ONLY = 'cursor';

function emptyElement(name: string, prefix: 'm' | 't'): string {
  if (!/^[A-Za-z_][\w.-]*$/.test(name) || name === JSON_ONLY) throw new NotExpressible(name);
  return `<${prefix}:${name}/>`;
}

function elementOf({ name, content }: Element, value: unknown, prefix: 'm' | 't'): string {
  if (value === undefined) return '';
  const tag = `${prefix}:${name}`;
  if (value === null) return `<${tag} i:nil="true"/>`;
  const inner = typeof content === 'string' ? simple(content, value) : part(content.elements, value);
  return `<${tag}>${inner}</${tag}>`;
}

function part(elements: readonly Element[], value: unknown): string {
  if (isBody(value)) return contentOf(elements, value, 't');
  if (typeof value === 'string' && /[^ \t\r\n]/.test(value)) return escaped(value);
  throw new NotExpressible(JSON.stringify(value));
}

function simple(content: Exclude<Content, ElementType>, value: unknown): string {
  if (isBody(value)) return '<t:something/>';
  if (content === 'flag' && typeof value === 'boolean') return String(value);
  if (typeof value === 'string' && !meansAnother(content, value)) return escaped(value);
  throw new NotExpressible(JSON.stringify(value));
}

/** XML has words for yes and no, and does not count white space around them and around times. */
function meansAnother(content: Exclude<Content, ElementType>, text: string): boolean {
  if (content === 'text') return false;
  const bare = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  return content === 'flag' ? ['true', 'false', '1', '0'].includes(bare) : bare !== text;
}

const UNSPEAKABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Written apart from the service's own. */
export function escaped(text: string): string {
  if (UNSPEAKABLE.test(text)) throw new NotExpressible('a character');
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}
