/** Random numbers that come again with their seed. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = ReturnType<typeof randomFrom>;

/** Changes a document at a random place. */
type Mutation = (document: Buffer, random: Random) => Buffer;

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

const bytes: readonly Buffer[] = [
  ...[[0], [0xff], [0x80], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xff, 0xfe], [0x1f]],
].map((each) => Buffer.from(each));

const LONGEST_CUT = 60;

const joined = (...parts: readonly Buffer[]): Buffer => Buffer.concat(parts);

/** Two places in a document, the first before the second, not far from each other. */
function stretch(document: Buffer, random: Random): readonly [number, number] {
  const start = random(document.length + 1);
  return [start, Math.min(document.length, start + random(LONGEST_CUT))];
}

const anyOf = <Item>(items: readonly Item[], random: Random): Item => items[random(items.length)]!;

const inserted =
  (pieces: readonly Buffer[]): Mutation =>
  (document, random) => {
    const at = random(document.length + 1);
    return joined(document.subarray(0, at), anyOf(pieces, random), document.subarray(at));
  };

const flipped: Mutation = (document, random) => {
  const copy = Buffer.from(document);
  if (copy.length > 0) copy[random(copy.length)]! ^= 1 << random(8);
  return copy;
};

const cut: Mutation = (document, random) => {
  const [start, end] = stretch(document, random);
  return joined(document.subarray(0, start), document.subarray(end));
};

const truncated: Mutation = (document, random) => document.subarray(0, random(document.length + 1));

const repeated: Mutation = (document, random) => {
  const [start, end] = stretch(document, random);
  return joined(document.subarray(0, end), document.subarray(start));
};

const replaced: Mutation = (document, random) => {
  const [start, end] = stretch(document, random);
  return joined(document.subarray(0, start), anyOf(words, random), document.subarray(end));
};

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

const mutations: readonly Mutation[] = [
  ...[flipped, cut, truncated, repeated, replaced, shuffled, reordered],
  ...[inserted(words), inserted(words), inserted(bytes)],
];

/** A document, changed at one place or at a few. */
export function mutant(document: Buffer, random: Random): Buffer {
  let changed = document;
  for (let times = 1 + random(2) * random(3); times > 0; times -= 1)
    changed = anyOf(mutations, random)(changed, random);
  return changed;
}
