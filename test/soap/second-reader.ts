import type * as libxml2 from 'libxml2-wasm';
import type { XmlElement, XmlTreeNode } from 'libxml2-wasm';
import type { Content, Element } from '#contracts';
import type { SoapContract } from '../../apps/api/src/contract/soap-contract';
import type { Body } from '../../apps/api/src/contracts/given';

/** What a request says to who reads it with another library. */
export interface SecondReading {
  readonly logicalAddress: string;
  readonly body: unknown;
}

/** Reads requests with libxml2, into the same bodies as the service if both are right. */
export class SecondReader {
  private constructor(private readonly xml: typeof libxml2) {}

  /** The library is an ES module. */
  static async load(): Promise<SecondReader> {
    return new SecondReader(await import('libxml2-wasm'));
  }

  /** Whether libxml2 finds the document well-formed. */
  isWellFormed(document: Buffer): boolean {
    try {
      this.xml.XmlDocument.fromBuffer(document).dispose();
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Answers `null` where libxml2 refuses what XML allows.
   * @throws what libxml2 finds wrong with it, and what would have to be guessed
   */
  read(document: Buffer, contract: SoapContract): SecondReading | null {
    const parsed = this.parse(document);
    if (parsed === null) return null;
    try {
      const [header, body] = this.elementsIn(parsed.root);
      const addresses = this.elementsIn(header!).filter(isLogicalAddress);
      const [message, ...others] = this.elementsIn(body!);
      if (addresses.length !== 1 || others.length > 0)
        throw new Error('There is more than one meaning in it.');
      return {
        logicalAddress: trimmed(addresses[0]!.content),
        body: this.partOf(message!, contract.request),
      };
    } finally {
      parsed.dispose();
    }
  }

  private parse(document: Buffer): libxml2.XmlDocument | null {
    try {
      return this.xml.XmlDocument.fromBuffer(document);
    } catch (error) {
      if (TOO_STRICT.test((error as Error).message)) return null;
      throw error;
    }
  }

  private elementsIn(element: XmlElement): XmlElement[] {
    const found: XmlElement[] = [];
    for (let node: XmlTreeNode | null = element.firstChild; node !== null; node = node.next)
      if (node instanceof this.xml.XmlElement) found.push(node);
    return found;
  }

  /** What an element with elements of its own says; those of other namespaces say nothing. */
  private partOf(element: XmlElement, expected: readonly Element[]): unknown {
    if (isNil(element)) return null;
    const said: Body = {};
    for (const child of this.elementsIn(element)) {
      const known = expected.find(({ name }) => name === child.name);
      if (!child.namespaceUri.startsWith(DOMAIN)) continue;
      if (known === undefined || child.name in said) throw new Error(`${child.name} is one too many.`);
      said[child.name] = this.valueOf(child, known.content);
    }
    return said;
  }

  private valueOf(element: XmlElement, content: Content): unknown {
    if (typeof content === 'object') return this.partOf(element, content.elements);
    if (isNil(element)) return null;
    const text = this.textOf(element);
    if (content === 'text') return text;
    return content === 'time' ? trimmed(text) : (flags[trimmed(text)] ?? text);
  }

  /** Comments are no part of a text. */
  private textOf(element: XmlElement): string {
    let text = '';
    for (let node: XmlTreeNode | null = element.firstChild; node !== null; node = node.next) {
      if (node instanceof this.xml.XmlElement) throw new Error(`${element.name} holds an element.`);
      if (!(node instanceof this.xml.XmlComment)) text += node.content;
    }
    return text;
  }
}

/** A namespace may have any name; and what the HTTP header says of the encoding overrules the document's word. */
const TOO_STRICT = /is not a valid URI|^Unsupported encoding/;

const isLogicalAddress = ({ name, namespaceUri }: XmlElement): boolean =>
  name === 'LogicalAddress' && namespaceUri === 'urn:riv:itintegration:registry:1';

const DOMAIN = 'urn:riv:informationsecurity:authorization:consent';
const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

const flags: Readonly<Record<string, boolean>> = { true: true, '1': true, false: false, '0': false };

const trimmed = (text: string): string => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

const isNil = ({ attrs }: XmlElement): boolean =>
  attrs.some(
    ({ name, namespaceUri, value }) =>
      name === 'nil' && namespaceUri === SCHEMA_INSTANCE && flags[trimmed(value)] === true,
  );
