import { SaxesParser } from 'saxes';

/** An element with all that is in it. */
export interface XmlNode {
  readonly namespace: string;
  readonly name: string;
  readonly children: XmlNode[];
  /** All text directly in it. */
  text: string;
}

/** @throws Error where the document is not well-formed XML with namespaces, or has a document type. */
export function parseXml(document: string): XmlNode {
  const parser = new SaxesParser({ xmlns: true });
  const top: XmlNode = { namespace: '', name: '', children: [], text: '' };
  const path = [top];
  const addText = (text: string) => void (path.at(-1)!.text += text);
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('a SOAP message has no document type');
  });
  parser.on('opentag', ({ uri, local }) => {
    const node: XmlNode = { namespace: uri, name: local, children: [], text: '' };
    path.at(-1)!.children.push(node);
    path.push(node);
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => void path.pop());
  parser.write(document).close();
  return top.children[0]!;
}
