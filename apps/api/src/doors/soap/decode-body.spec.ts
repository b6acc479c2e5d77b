import { decodeBody } from './decode-body';
import { SoapFault } from './soap-fault';

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const marked = (mark: number[], bytes: Buffer): Buffer => Buffer.concat([Buffer.from(mark), bytes]);

const DOCUMENT = '<a>å😀</a>';
const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>${DOCUMENT}`;

it.each([
  ['UTF-8', Buffer.from(DOCUMENT), 'text/xml'],
  ['UTF-8, as the header says', Buffer.from(DOCUMENT), 'text/xml; charset=utf-8'],
  ['UTF-8, in quotes and capitals', Buffer.from(DOCUMENT), 'Text/XML ; action="x" ; Charset="UTF-8"'],
  ['UTF-8 by its other name', Buffer.from(DOCUMENT), 'text/xml; charset=utf8'],
  ['ASCII, which is UTF-8 too', Buffer.from('<a>å😀</a>'), 'text/xml; charset=US-ASCII'],
  ['UTF-8 with a mark', marked([0xef, 0xbb, 0xbf], Buffer.from(DOCUMENT)), 'text/xml'],
  [
    'UTF-16 with a mark, little end first',
    marked([0xff, 0xfe], Buffer.from(DOCUMENT, 'utf16le')),
    'text/xml; charset=utf-16',
  ],
  ['UTF-16 with a mark, big end first', marked([0xfe, 0xff], utf16be(DOCUMENT)), 'text/xml'],
  ['UTF-16 without, little end first', Buffer.from(DOCUMENT, 'utf16le'), 'text/xml'],
  ['UTF-16 without, big end first', utf16be(DOCUMENT), 'text/xml; charset=utf-16'],
  ['UTF-16 whose header names the end', utf16be(DOCUMENT), 'text/xml; charset=UTF-16BE'],
])('reads %s', (_what, bytes, contentType) => {
  expect(decodeBody(bytes, contentType)).toBe(DOCUMENT);
});

it.each([
  ['UTF-8', Buffer.from(declared('utf-8')), 'text/xml'],
  ['UTF-16', Buffer.from(declared('UTF-16'), 'utf16le'), 'text/xml'],
  ['UTF8', Buffer.from(declared('UTF8')), 'text/xml'],
  ['US-ASCII', Buffer.from(declared('US-ASCII')), 'text/xml'],
  ['UTF-16LE', Buffer.from(declared('UTF-16LE'), 'utf16le'), 'text/xml'],
  ['another than the header, which knows better', Buffer.from(declared('utf-16')), 'text/xml; charset=utf-8'],
])('reads what declares %s', (_what, bytes, contentType) => {
  expect(decodeBody(bytes, contentType)).toContain(DOCUMENT);
});

it.each([
  ['JSON', 'application/json', 'unsupported-media-type'],
  ['SOAP 1.2', 'application/soap+xml; charset=utf-8', 'other-soap-version'],
  ['attachments', 'multipart/related; type="text/xml"', 'unsupported-media-type'],
  ['a type that begins alike', 'text/xmlx', 'unsupported-media-type'],
  ['nothing said', undefined, 'unsupported-media-type'],
  ['another charset', 'text/xml; charset=ISO-8859-1', 'unreadable-encoding'],
])('refuses %s', (_what, contentType, code) => {
  expect(codeOf(Buffer.from(DOCUMENT), contentType)).toBe(code);
});

it.each([
  ['Latin-1', Buffer.from(DOCUMENT, 'latin1')],
  ['an overlong character', Buffer.from([0x3c, 0xc0, 0xaf, 0x3e])],
  ['half a character in UTF-8', Buffer.from([0x3c, 0x61, 0xed, 0xa0, 0x80])],
  ['half a character in UTF-16', Buffer.from('<a>\ud800</a>', 'utf16le')],
  ['half a unit in UTF-16', Buffer.concat([Buffer.from(DOCUMENT, 'utf16le'), Buffer.from([0x3c])])],
  ['a declaration of Latin-1', Buffer.from(declared('ISO-8859-1'))],
  ['a declaration of UTF-16 in UTF-8', Buffer.from(declared('UTF-16'))],
  ['a declaration of UTF-8 in UTF-16', Buffer.from(declared('UTF-8'), 'utf16le')],
])('refuses %s', (_what, bytes) => {
  expect(codeOf(bytes, 'text/xml')).toBe('unreadable-encoding');
});

it.each([
  ['in the header', 'text/xml; charset=ISO-8859-1', DOCUMENT],
  ['in the declaration', 'text/xml', declared('ISO-8859-1')],
])('refuses ISO-8859-1 by its name, said %s', (_where, contentType, document) => {
  const read = () => decodeBody(Buffer.from(document, 'latin1'), contentType);
  expect(read).toThrow(
    expect.objectContaining({
      specifically: expect.stringMatching(/says (charset=)?iso-8859-1\.$/) as string,
    }),
  );
});

it('reads no body as an empty one', () => {
  expect(decodeBody(undefined, 'text/xml')).toBe('');
});

it('looks for a declaration in no time', () => {
  const begun = process.cpuUsage();
  decodeBody(Buffer.from(`<?xml ${' encoding'.repeat(100_000)}`), 'text/xml');
  expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(2_000);
});

function codeOf(bytes: Buffer, contentType: string | undefined): string {
  try {
    decodeBody(bytes, contentType);
  } catch (error) {
    if (error instanceof SoapFault) return error.code;
    throw error;
  }
  throw new Error('It was read.');
}
