import type { Element } from '#contracts';
import { xmlText } from '#platform';
import { messageNamespace, namespaces, typesNamespace } from './names';
import type { SoapContract } from '../../contract/soap-contract';

type Holder = Readonly<Record<string, unknown>>;

/** Writes one element of what holds it; nothing where it has no value. */
type Write = (holder: Holder) => string;

const HEAD = `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${namespaces.envelope}"><soap:Body>`;
const TAIL = '</soap:Body></soap:Envelope>';

/** An envelope around what stands in its body. */
export const inEnvelope = (content: string): string => HEAD + content + TAIL;

/** Writes a contract's response in an envelope. */
export type WriteResponse = (response: object) => string;

/** Makes the writer of a contract's responses: its elements in the order of the wire, and nothing beside them. */
export function responseWriter(contract: SoapContract): WriteResponse {
  const name = `m:${contract.name}Response`;
  const open = `<${name} xmlns:m="${messageNamespace(contract)}" xmlns:t="${typesNamespace(contract)}">`;
  const write = writerOf(contract.response, 'm');
  return (response) => inEnvelope(`${open}${write(response as Holder)}</${name}>`);
}

function writerOf(elements: readonly Element[], prefix: 'm' | 't'): Write {
  const writers = elements.map((element) => elementWriter(element, prefix));
  return (holder) => {
    let written = '';
    for (const write of writers) written += write(holder);
    return written;
  };
}

function elementWriter({ name, content, occurs }: Element, prefix: 'm' | 't'): Write {
  const open = `<${prefix}:${name}>`;
  const close = `</${prefix}:${name}>`;
  const inner = typeof content === 'string' ? null : writerOf(content.elements, 't');
  const one = (value: unknown) => open + (inner ? inner(value as Holder) : xmlText(String(value))) + close;
  if (occurs === '*') return (holder) => (holder[name] as readonly unknown[]).map(one).join('');
  return (holder) => (holder[name] === undefined ? '' : one(holder[name]));
}
