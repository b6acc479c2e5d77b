import {
  anyOf,
  bytes,
  cut,
  flipped,
  inserted,
  joined,
  mutantBy,
  repeated,
  replaced,
  truncated,
  type Mutation,
} from '../support/mutations';

/** What has meaning to a reader of XML or of SOAP, or has ended one. */
const words: readonly Buffer[] = [
  ...[
    '<',
    '>',
    '&',
    '"',
    "'",
    '/>',
    '</',
    '<!--',
    '-->',
    '--',
    '<![CDATA[',
    ']]>',
    '<?x ?>',
    '<?xml version="1.1"?>',
  ],
  ...[
    '<!DOCTYPE x>',
    '<!DOCTYPE x [<!ENTITY e "e">]>',
    '&e;',
    '&amp;',
    '&lt;',
    '&#0;',
    '&#x110000;',
    '&#13;',
    '&#xD800;',
  ],
  ...[
    ' xmlns=""',
    ' xmlns="urn:x"',
    ' xmlns:m="urn:x"',
    ' xmlns:t="urn:x"',
    ' x="1" x="1"',
    ' y:z="1"',
    ' xml:lang="sv"',
  ],
  ...[
    ' i:nil="true"',
    ' i:nil="1"',
    ' s:mustUnderstand="1"',
    '<z:z xmlns:z="urn:z"/>',
    '<m:assertionId/>',
    '<t:root/>',
  ],
  ...[
    'true',
    '0',
    ' ',
    '\n',
    '\r',
    '\t',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\ufffe',
    '\u{1F9E1}',
    'å',
    '2026-02-30T00:00:00',
  ],
].map((word) => Buffer.from(word));

/** Where tags are in a document of one byte a letter. */
function tagsOf(document: Buffer): (readonly [start: number, end: number])[] {
  const text = document.toString('latin1');
  return [...text.matchAll(/<[^>]*>/g)].map(({ index, 0: tag }) => [index, index + tag.length]);
}

/** A tag is left out, doubled, or moved to where another is. */
const shuffled: Mutation = (document, random) => {
  const tags = tagsOf(document);
  if (tags.length === 0) return document;
  const [start, end] = anyOf(tags, random);
  const tag = document.subarray(start, end);
  const rest = joined(document.subarray(0, start), document.subarray(end));
  const where = anyOf([null, start, anyOf(tags, random)[0]], random);
  if (where === null) return rest;
  return joined(rest.subarray(0, where), tag, tag.subarray(0, random(2) * tag.length), rest.subarray(where));
};

/** An element is doubled, left out, or moved before its sibling: the message stays well-formed. */
const reordered: Mutation = (document, random) => {
  const text = document.toString('latin1');
  const leaves = [...text.matchAll(/<([\w.:-]+)[^<>]*>[^<]*<\/\1>/g)];
  if (leaves.length < 2) return document;
  const { index, 0: leaf } = anyOf(leaves, random);
  const other = anyOf(leaves, random).index;
  const changed = [
    () => text.slice(0, index) + text.slice(index + leaf.length),
    () => text.slice(0, index) + leaf + text.slice(index),
    () => text.slice(0, other) + leaf + text.slice(other),
  ];
  return Buffer.from(anyOf(changed, random)(), 'latin1');
};

/** An envelope, changed at one place or at a few. */
export const mutant = mutantBy([
  ...[flipped, cut, truncated, repeated, replaced(words), shuffled, reordered],
  ...[inserted(words), inserted(words), inserted(bytes)],
]);
