import { soapContracts } from '../../apps/api/src/contracts';
import { messageNamespace, namespaces, typesNamespace } from '../../apps/api/src/doors/soap';
import type { Content, Element, ElementType } from '#contracts';
import type { SoapContract } from '../../apps/api/src/contract/soap-contract';

type Body = Readonly<Record<string, unknown>>;

/** Something of a JSON body that XML cannot say, or says in another sense: a list, a number, a NUL, a text where a yes belongs. */
export class NotExpressible extends Error {
  override readonly name = 'NotExpressible';
}

export const soapContract = (name: string): SoapContract => soapContracts.find((one) => one.name === name)!;

export const NATIONAL_SERVICE = 'SE165565594230-1000';

/** The SOAP header of a request. */
export const addressHeader = (logicalAddress: string): string =>
  `<r:LogicalAddress xmlns:r="${namespaces.registry}">${escaped(logicalAddress)}</r:LogicalAddress>`;

export const envelope = (body: string, header = addressHeader(NATIONAL_SERVICE)): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope xmlns:s="${namespaces.envelope}">` +
  `<s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;

/**
 * The message that says the same as a JSON body: known elements in the order of the schema, unknown ones behind them.
 * @throws NotExpressible
 */
export function messageOf(contract: SoapContract, body: Body): string {
  const content = contentOf(contract.request, body, 'm');
  return `<m:${contract.name} xmlns:m="${messageNamespace(contract)}" xmlns:t="${typesNamespace(contract)}" xmlns:i="${namespaces.schemaInstance}">${content}</m:${contract.name}>`;
}

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

const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const UNSPEAKABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Written out a second time, apart from the service's own. */
export function escaped(text: string): string {
  if (UNSPEAKABLE.test(text)) throw new NotExpressible('a character');
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}
