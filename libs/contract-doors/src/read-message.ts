import type { Element } from '#contracts';
import type { CalledContract } from './called-contract';
import type { Body } from './shape';
import { messageNamespace, namespaces } from './soap-names';
import { parseXml, type XmlNode } from './xml';

/** What came is not a response of the contract. Its message is a sentence. */
export class NotAResponse extends Error {
  override readonly name = 'NotAResponse';
}

const refuse = (why: string): never => {
  throw new NotAResponse(why);
};

/**
 * The response in an envelope, as the object that the JSON door would answer.
 * @throws NotAResponse for a fault, another message, and elements that are in the wrong namespace, unknown or out of order.
 */
export function readResponse(contract: CalledContract, document: string): Body {
  const message = messageIn(parsed(document));
  const name = `${contract.name}Response`;
  if (message.name !== name) refuse(`The message is ${message.name} in place of ${name}.`);
  demandNamespace(message, messageNamespace(contract));
  return contentOf(contract.response, message, messageNamespace(contract));
}

function parsed(document: string): XmlNode {
  try {
    return parseXml(document);
  } catch (error) {
    return refuse(`The answer is not well-formed XML: ${(error as Error).message}`);
  }
}

function messageIn(envelope: XmlNode): XmlNode {
  if (envelope.name !== 'Envelope') return refuse(`The answer is ${envelope.name} in place of Envelope.`);
  demandNamespace(envelope, namespaces.envelope);
  const body = envelope.children.find(({ name }) => name === 'Body');
  const [message, more] = body?.children ?? [];
  if (!message || more) return refuse('The body of the envelope has not exactly one message.');
  if (message.name === 'Fault') return refuse(faultInWords(message));
  return message;
}

function faultInWords({ children }: XmlNode): string {
  const textOf = (name: string) => children.find((child) => child.name === name)?.text ?? '';
  return `A SOAP fault came in place of a response: ${textOf('faultcode')}, ${textOf('faultstring')}`;
}

function demandNamespace({ name, namespace }: XmlNode, wanted: string): void {
  if (namespace !== wanted) refuse(`${name} is in the namespace "${namespace}" in place of "${wanted}".`);
}

/** Elements of other namespaces are extensions, which say nothing here. */
function contentOf(elements: readonly Element[], { name, children }: XmlNode, namespace: string): Body {
  const known = children.filter((child) => isOfContracts(child.namespace));
  for (const child of known) demandNamespace(child, namespace);
  const places = known.map((child) => elements.findIndex((element) => element.name === child.name));
  places.forEach((place, index) => {
    if (place === -1) refuse(`${name} has an unknown element ${known[index]!.name}.`);
    if (index > 0 && place < places[index - 1]!)
      refuse(`${known[index]!.name} is out of the order of the schema in ${name}.`);
  });
  return Object.fromEntries(elements.flatMap((element) => memberOf(element, known)));
}

const isOfContracts = (namespace: string): boolean =>
  namespace === '' || namespace.startsWith(namespaces.types.slice(0, -2));

function memberOf(element: Element, children: readonly XmlNode[]): [string, unknown][] {
  const values = children.filter(({ name }) => name === element.name).map((child) => valueOf(element, child));
  if (element.occurs === '*') return [[element.name, values]];
  if (values.length > 1) refuse(`${element.name} is there ${values.length} times.`);
  return values.map((value) => [element.name, value]);
}

function valueOf({ content }: Element, node: XmlNode): unknown {
  if (typeof content !== 'string') return contentOf(content.elements, node, namespaces.types);
  if (content === 'text') return node.text;
  const bare = node.text.trim();
  if (content !== 'flag') return bare;
  return flags.get(bare) ?? bare;
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);
