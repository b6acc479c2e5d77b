import { SaxesParser, type SaxesTagNS } from 'saxes';
import { SoapFault } from './soap-fault';

/** An attribute that is not a namespace declaration. */
export interface XmlAttribute {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

/** An element as it begins. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
}

/** What a document is read into, piece by piece, in the order of the document. */
export interface XmlReceiver {
  open(element: XmlElement): void;
  /** A piece of an element's text; CDATA sections and references are text like any other. */
  text(text: string): void;
  close(): void;
}

/** Far above what any message of a contract needs, far below what could keep the service busy. */
const limits = { depth: 32, nodes: 2_000, characters: 128 * 1024, piece: 32 * 1024 } as const;

const XMLNS = 'http://www.w3.org/2000/xmlns/';
const NO_ATTRIBUTES: readonly XmlAttribute[] = [];
const MAX_REASON = 200;

type Parser = SaxesParser<{ xmlns: true }>;

/**
 * Reads a document, with namespaces, and without anything that a document type could declare: SOAP 1.1 has neither document types
 * nor processing instructions, so both are refused wherever they stand. Comments say nothing.
 * @throws SoapFault when it is not well-formed, or larger than any message; and whatever the receiver throws.
 */
export function readXml(document: string, receiver: XmlReceiver): void {
  const parser = new SaxesParser({
    xmlns: true,
    position: false,
    forceXMLVersion: true,
    defaultXMLVersion: '1.0',
  });
  demandBeginning(document);
  refuse(parser, document);
  const tally = new Tally();
  const receiveText = (text: string): void => {
    tally.node(text);
    receiver.text(text);
  };
  parser.on('opentag', (tag) => {
    tally.open(tag);
    receiver.open(elementOf(tag));
  });
  parser.on('closetag', () => {
    tally.close();
    receiver.close();
  });
  parser.on('text', receiveText);
  parser.on('cdata', receiveText);
  feed(parser, document, tally);
}

/** The mark of byte order is no part of the document, and is gone; the parser would skip another one. */
function demandBeginning(document: string): void {
  if (document.startsWith('\ufeff'))
    throw new SoapFault('malformed-xml', 'It begins with a second mark of byte order.');
}

/**
 * What the parser would skip or only report, and a SOAP message must not have. With its seventh handler a parser becomes five times as
 * slow, because V8 then keeps it as a dictionary; so two are set only where there can be something for them.
 */
function refuse(parser: Parser, document: string): void {
  parser.on('error', ({ message }) => {
    const where = `Line ${parser.line}, column ${parser.column}: `;
    throw new SoapFault('malformed-xml', where + message.slice(0, MAX_REASON));
  });
  if (document.includes('<!DOCTYPE')) parser.on('doctype', refusalAs('document-type'));
  const behindDeclaration = document.startsWith('<?xml ') ? 1 : 0;
  if (document.includes('<?', behindDeclaration))
    parser.on('processinginstruction', refusalAs('processing-instruction'));
}

const refusalAs = (code: 'document-type' | 'processing-instruction') => (): never => {
  throw new SoapFault(code);
};

/** Piece by piece, because the parser reports nothing before its end: what is endless ends here. */
function feed(parser: Parser, document: string, tally: Tally): void {
  for (let start = 0; start < document.length; start += limits.piece) {
    const eventsBefore = tally.events;
    const piece = document.slice(start, start + limits.piece);
    parser.write(piece);
    if (piece.length === limits.piece && tally.events === eventsBefore)
      throw tooLarge(`may have ${limits.piece} characters between two of its tags`);
  }
  parser.close();
}

/** How much there has been of a document. */
class Tally {
  events = 0;
  private depth = 0;
  private nodes = 0;
  private characters = 0;

  open({ attributes }: SaxesTagNS): void {
    this.depth += 1;
    if (this.depth > limits.depth) throw tooLarge(`may be ${limits.depth} elements deep`);
    this.node('');
    for (const name in attributes) this.node(attributes[name]!.value);
  }

  close(): void {
    this.events += 1;
    this.depth -= 1;
  }

  node(text: string): void {
    this.events += 1;
    this.nodes += 1;
    this.characters += text.length;
    if (this.nodes > limits.nodes) throw tooLarge(`may have ${limits.nodes} elements, attributes and texts`);
    if (this.characters > limits.characters)
      throw tooLarge(`may have ${limits.characters} characters of text`);
  }
}

const tooLarge = (limit: string): SoapFault => new SoapFault('too-complex', `A request ${limit}.`);

const elementOf = ({ uri, local, attributes }: SaxesTagNS): XmlElement => ({
  namespace: uri,
  name: local,
  attributes: attributesOf(attributes),
});

/** Most elements have none, and cost no list. */
function attributesOf(attributes: SaxesTagNS['attributes']): readonly XmlAttribute[] {
  let list: XmlAttribute[] | null = null;
  for (const key in attributes) {
    const { uri, local, value } = attributes[key]!;
    if (uri === XMLNS) {
      demandDeclaration(local, value);
      continue;
    }
    list ??= [];
    list.push({ namespace: uri, name: local, value });
  }
  return list ?? NO_ATTRIBUTES;
}

/** What may be in a name, and not at its beginning. */
const NO_BEGINNING = /^(?:[-.\d\u00b7\u203f\u2040]|[\u0300-\u036f])/;

/** The parser takes any name for a prefix, and trims namespaces, so that another one would pass for a known one. */
function demandDeclaration(prefix: string, namespace: string): void {
  if (NO_BEGINNING.test(prefix)) throw new SoapFault('malformed-xml', `${prefix} is no prefix.`);
  if (namespace !== namespace.trim())
    throw new SoapFault('malformed-xml', `The namespace of ${prefix} stands between spaces.`);
}
