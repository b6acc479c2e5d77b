import * as fc from 'fast-check';
import { xmlText } from '#platform';
import { SoapFault } from './soap-fault';
import { readXml, type XmlElement, type XmlReceiver } from './xml';

const MIB = 1024 * 1024;

/** What a document is read into, as one text. */
function transcript(document: string): string {
  let told = '';
  const receiver: XmlReceiver = {
    open: ({ namespace, name, attributes }: XmlElement) => {
      const listed = attributes.map((one) => ` ${one.namespace}|${one.name}=${one.value}`).join('');
      told += `<${namespace}|${name}${listed}>`;
    },
    text: (text) => (told += text),
    close: () => (told += '</>'),
  };
  readXml(document, receiver);
  return told;
}

function faultOf(document: string): string | undefined {
  try {
    transcript(document);
    return undefined;
  } catch (error) {
    if (error instanceof SoapFault) return error.code;
    throw error;
  }
}

const full = (piece: string, size = MIB): string => piece.repeat(Math.floor(size / piece.length));

it.each([
  ['a prefix', '<p:a xmlns:p="urn:x"><p:b/></p:a>', '<urn:x|a><urn:x|b></></>'],
  ['a default', '<a xmlns="urn:x"><b/></a>', '<urn:x|a><urn:x|b></></>'],
  ['a default taken back', '<a xmlns="urn:x"><b xmlns=""/></a>', '<urn:x|a><|b></></>'],
  ['a prefix bound anew', '<p:a xmlns:p="u"><p:b xmlns:p="v"/><p:c/></p:a>', '<u|a><v|b></><u|c></></>'],
  ['no namespace for attributes', '<a xmlns="u" b="1"/>', '<u|a |b=1></>'],
  ['attributes with one', '<a xmlns:p="u" p:b="1"/>', '<|a u|b=1></>'],
  ['CDATA', '<a>x<![CDATA[<b>&amp;]]>y</a>', '<|a>x<b>&amp;y</>'],
  ['references', '<a>&lt;&amp;&#229;&#x1F600;</a>', '<|a><&å😀</>'],
  ['comments', '<!-- c --><a>x<!-- c -->y</a><!-- c -->', '<|a>xy</>'],
  ['ends of lines', '<a>x\r\ny\rz&#13;</a>', '<|a>x\ny\nz\r</>'],
  ['a declaration', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a/>', '<|a></>'],
])('reads %s', (_what, document, expected) => {
  expect(transcript(document)).toBe(expected);
});

it.each([
  ['nothing', ''],
  ['words', 'not xml'],
  ['an open end', '<a>'],
  ['another end', '<a></b>'],
  ['two roots', '<a/><b/>'],
  ['words behind the root', '<a/>x'],
  ['an attribute twice', '<a b="1" b="1"/>'],
  ['a mark of byte order that is none', '\ufeff<a/>'],
  ['a prefix that is no name', '<a xmlns:-b="u"/>'],
  ['a prefix that begins with a digit', '<a xmlns:1b="u"/>'],
  ['a namespace and a space', '<p:a xmlns:p="urn:x "/>'],
  ['a tab and a default namespace', '<a xmlns="\turn:x"/>'],
  ['a namespace behind an unseen character', '<p:a xmlns:p="\ufeffurn:x"/>'],
  ['an attribute twice by its namespace', '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="1"/>'],
  ['an unbound prefix', '<p:a/>'],
  ['an unbound prefix of an attribute', '<a p:b="1"/>'],
  ['a prefix bound to nothing', '<p:a xmlns:p=""/>'],
  ['xmlns as a prefix', '<xmlns:a/>'],
  ['an unquoted attribute', '<a b=1/>'],
  ['an entity that nobody declared', '<a>&boom;</a>'],
  ['an entity named like a method', '<a>&constructor;</a>'],
  ['a character that XML does not have', '<a>\u0001</a>'],
  ['a reference to one', '<a>&#1;</a>'],
  ['a reference to half a character', '<a>&#xD800;</a>'],
  ['the end of CDATA without its beginning', '<a>]]></a>'],
  ['two hyphens in a comment', '<a><!-- -- --></a>'],
  ['a late declaration', ' <?xml version="1.0"?><a/>'],
  ['characters of XML 1.1', '<?xml version="1.1"?><a>&#1;</a>'],
])('refuses %s', (_what, document) => {
  expect(faultOf(document)).toBe('malformed-xml');
});

const laughs = Array.from(
  { length: 10 },
  (_, i) => `<!ENTITY l${i + 1} "&l${i};&l${i};&l${i};&l${i};&l${i};&l${i};&l${i};&l${i};&l${i};&l${i};">`,
).join('');

it.each([
  ['a DTD', '<!DOCTYPE a><a/>', 'document-type'],
  ['an external DTD', '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>', 'document-type'],
  ['an entity bomb', `<!DOCTYPE a [<!ENTITY l0 "lol">${laughs}]><a>&l9;</a>`, 'document-type'],
  [
    'a quadratic bomb',
    `<!DOCTYPE a [<!ENTITY l "${full('x', 10_000)}">]><a>${full('&l;', 20_000)}</a>`,
    'document-type',
  ],
  ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'document-type'],
  [
    'a parameter entity',
    '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:1/"> %x;]><a/>',
    'document-type',
  ],
  ['a DTD behind a comment', '<!-- --><!DOCTYPE a><a/>', 'document-type'],
  ['a processing instruction', '<?php echo 1 ?><a/>', 'processing-instruction'],
  ['a style sheet', '<?xml-stylesheet href="x"?><a/>', 'processing-instruction'],
  ['one behind the declaration', '<?xml version="1.0"?><?b?><a/>', 'processing-instruction'],
  ['one within', '<a><?b?></a>', 'processing-instruction'],
  ['one behind', '<a/><?b?>', 'processing-instruction'],
])('refuses %s', (_what, document, code) => {
  expect(faultOf(document)).toBe(code);
});

const manyAttributes = Array.from({ length: 80_000 }, (_, i) => ` a${i}=""`).join('');

describe.each([
  ['depth', full('<a>')],
  ['depth of a default namespace', full('<a xmlns="u">')],
  ['elements', `<a>${full('<a/>')}</a>`],
  ['attributes', `<a${manyAttributes}/>`],
  ['namespaces', `<a${manyAttributes.replaceAll(' a', ' xmlns:a').replaceAll('""', '"u"')}/>`],
  ['comments', `<a>${full('<!---->')}</a>`],
  ['CDATA sections', `<a>${full('<![CDATA[]]>')}x</a>`],
  ['brackets in CDATA', `<a><![CDATA[${full(']')}]]></a>`],
  ['references', `<a>${full('&amp;')}</a>`],
  ['references in an attribute', `<a b="${full('&#9;')}"/>`],
  ['ends of lines', `<a>${full('\r\n')}</a>`],
  ['one text', `<a>${full('x')}</a>`],
  ['one attribute', `<a b="${full('\n')}"/>`],
  ['one name', `<${full('a')}/>`],
  ['one comment', `<!--${full('- ')}--><a/>`],
  ['one DTD', `<!DOCTYPE a [${full('<')}]><a/>`],
  ['one instruction', `<?a ${full('? ')}?><a/>`],
  ['space in a tag', `<a${full(' ')}/>`],
  ['space before the root', `${full(' ')}<a/>`],
  ['a reference without an end', `<a>&${full('a')}`],
  ['markup without a name', `<a><!${full('x')}`],
])('A flood of %s', (_what, document) => {
  it('is refused at once', () => {
    faultOf(document);
    const begun = process.cpuUsage();
    const code = faultOf(document);
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(2_000);
    expect(['too-complex', 'malformed-xml']).toContain(code);
  });
});

it('counts how deep a document is, not how often it goes deep', () => {
  const deep = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
  expect(faultOf(`<b>${deep(31)}${deep(31)}</b>`)).toBeUndefined();
  expect(faultOf(`<b>${deep(32)}</b>`)).toBe('too-complex');
});

it('reads a message that is large, but no larger than messages may be', () => {
  const document = `<a>${'<b c="d">text</b>'.repeat(600)}${full('x', 100_000)}</a>`.replace(
    /x{30000}/g,
    '$&<e/>',
  );
  expect(transcript(document)).toContain('text</>');
});

it('says where a document breaks, and repeats little of it', () => {
  try {
    transcript(`<a>\n  <${full('b', 20_000)}></c></a>`);
    throw new Error('It was read.');
  } catch (error) {
    const { specifically } = error as SoapFault;
    expect(specifically).toMatch(/^Line 2, column \d+: /);
    expect(specifically!.length).toBeLessThan(300);
  }
});

it('reads any text back as it was escaped', () => {
  const property = fc.property(fc.string({ unit: 'binary' }), (text) => {
    const said = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
    expect(transcript(`<a>${xmlText(text)}</a>`)).toBe(`<|a>${said}</>`);
  });
  fc.assert(property, {
    numRuns: 2000,
    examples: [['a]]>b'], ['&amp;<\r\n>'], ['\ud800x'], ['\u0000'], ['😀'], ['\uFFFE']],
  });
});
