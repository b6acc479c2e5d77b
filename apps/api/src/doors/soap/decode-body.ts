import { TextDecoder } from 'node:util';
import { SoapFault } from './soap-fault';

/** XML has two encodings that every reader must know; SOAP messages use no others. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const decoders: Readonly<Record<Encoding, TextDecoder>> = {
  'utf-8': new TextDecoder('utf-8', { fatal: true }),
  'utf-16le': new TextDecoder('utf-16le', { fatal: true }),
  'utf-16be': new TextDecoder('utf-16be', { fatal: true }),
};

const MEDIA_TYPE = /^\s*text\/xml\s*(?:;|$)/i;
const SOAP_1_2 = /^\s*application\/soap\+xml\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*["']?([^\s;"']+)/i;
const DECLARATION = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']/;

/**
 * The text of a SOAP 1.1 request. A byte order mark knows best, then the header's charset, then the document itself.
 * @throws SoapFault when it is of another media type, or not in the encoding that it says.
 */
export function decodeBody(body: unknown, contentType: string | undefined): string {
  demandMediaType(contentType ?? '');
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const charset = CHARSET.exec(contentType!)?.[1]?.toLowerCase();
  const encoding = markOf(bytes) ?? encodingOf(charset, bytes);
  const text = decode(bytes, encoding);
  if (charset === undefined) demandAgreement(text, encoding);
  return text;
}

function demandMediaType(contentType: string): void {
  if (SOAP_1_2.test(contentType)) throw new SoapFault('other-soap-version');
  if (!MEDIA_TYPE.test(contentType)) throw new SoapFault('unsupported-media-type');
}

function markOf(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return null;
}

function encodingOf(charset: string | undefined, bytes: Buffer): Encoding {
  switch (charset) {
    case 'utf-8':
    case 'utf-16le':
    case 'utf-16be':
      return charset;
    case 'utf-16':
      return looksOf(bytes);
    case undefined:
      return saidByDocument(bytes);
    default:
      if (isUtf8(charset)) return 'utf-8';
      throw new SoapFault('unreadable-encoding', `Its Content-Type says charset=${charset}.`);
  }
}

/** ASCII is UTF-8 too. */
const isUtf8 = (name: string): boolean => ['utf-8', 'utf8', 'us-ascii', 'ascii'].includes(name);

function saidByDocument(bytes: Buffer): Encoding {
  const encoding = looksOf(bytes);
  if (encoding === 'utf-8') demandKnownDeclaration(bytes);
  return encoding;
}

/** How many bytes a declaration stands in. */
const BEGINNING = 256;

/** ISO-8859-1 and its like are refused by their name, before their bytes are found not to be UTF-8. */
function demandKnownDeclaration(bytes: Buffer): void {
  const declared = declaredIn(bytes.toString('latin1', 0, BEGINNING));
  if (declared === undefined || isUtf8(declared) || declared.startsWith('utf-16')) return;
  throw new SoapFault('unreadable-encoding', `Its XML declaration says ${declared}.`);
}

const declaredIn = (text: string): string | undefined => DECLARATION.exec(text)?.[1]?.toLowerCase();

/** Every document begins with an ASCII character, which in UTF-16 has a zero beside it. */
function looksOf(bytes: Buffer): Encoding {
  if (bytes.length < 2) return 'utf-8';
  if (bytes[0] === 0) return 'utf-16be';
  return bytes[1] === 0 ? 'utf-16le' : 'utf-8';
}

function decode(bytes: Buffer, encoding: Encoding): string {
  try {
    return decoders[encoding].decode(bytes);
  } catch {
    throw new SoapFault('unreadable-encoding', `It has bytes that are not ${encoding.toUpperCase()}.`);
  }
}

/** Only where nobody outside of the document has said better. */
function demandAgreement(text: string, encoding: Encoding): void {
  const declared = declaredIn(text);
  const family = encoding === 'utf-8' ? 'utf-8' : 'utf-16';
  if (declared === undefined || declared === family || declared === encoding) return;
  if (family === 'utf-8' && isUtf8(declared)) return;
  const said = `Its XML declaration says ${declared}, its bytes look like ${family.toUpperCase()}.`;
  throw new SoapFault('unreadable-encoding', said);
}
