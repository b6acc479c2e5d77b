import {
  anyOf,
  bytes,
  cut,
  flipped,
  inserted,
  mutantBy,
  repeated,
  replaced,
  truncated,
  type Mutation,
  type Random,
} from '../support/mutations';

/** What has meaning to a reader of JSON or of the contracts, or has ended one. */
const words: readonly Buffer[] = [
  ...['{', '}', '[', ']', '"', ':', ',', '\\', '\\u0000', '\\ud800', '\\u202e', '{}', '[]', '""', '[[[['],
  ...['null', 'true', '-0', '1e999', '9007199254740993', '0x1', 'NaN', '"\\n"', '//', '/* */', "'"],
  ...['"__proto__":{"extension":"x"},', '"constructor":1,', '"toString":null,', '"assertionId":"x",'],
  ...['"careUnitId":"SE165565594230-1",', '"endDate":"2026-02-30T00:00:00",', '"extension":"191212121212",'],
  ...[
    '2026-02-30T00:00:00',
    '2026-03-29T02:30:00',
    '9999-12-31T23:59:59',
    '0000-01-01T00:00:00Z',
    '24:00:00',
  ],
  ...[' ', '\n', '\t', '\u0085', '\u2028', '\ufeff', '\u{1F9E1}', 'å', 'e\u0301', 'ı', 'ß'],
  ...['['.repeat(3_000), '{"a":'.repeat(3_000), '7'.repeat(400), 'å'.repeat(700)],
].map((word) => Buffer.from(word));

/** Values of every kind, for an element of any. */
const values: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e21, 2 ** 53, '', ' ', 'x', 'X'.repeat(300), '\u0000', '\ud800'],
  ...[[], {}, [[]], [null], { root: null }, { extension: '191212121212' }, ['191212121212']],
  ...[
    '2026-02-30T00:00:00',
    '2026-03-29T02:30:00',
    '1899-12-31T00:00:00',
    '2026-01-01',
    '2026-01-01T00:00:00Z',
  ],
  ...['191212121212', '19121212-1212', '1.2.752.129.2.1.3.1', 'SE165565594230-1000', 'se165565594230-1000'],
  ...['Consent', 'Emergency', 'NationalLevel', '__proto__', 'toString'],
];

type Holder = Record<string, unknown>;

const isHolder = (node: unknown): node is Holder => typeof node === 'object' && node !== null;

/** Every object and list in a message that has elements. */
const holdersIn = (node: unknown): Holder[] =>
  isHolder(node)
    ? [node, ...Object.values(node).flatMap(holdersIn)].filter((holder) => Object.keys(holder).length > 0)
    : [];

type Change = (holder: Holder, name: string, random: Random, holders: readonly Holder[]) => void;

const changes: readonly Change[] = [
  (holder, name, random) => (holder[name] = structuredClone(anyOf(values, random))),
  (holder, name) => delete holder[name],
  (holder, name, random) => (holder[`${name}${anyOf(['2', ' ', '\u0000', ''], random)}`] = holder[name]),
  (holder, name, random, holders) => {
    const other = anyOf(holders, random);
    holder[name] = structuredClone(other[anyOf(Object.keys(other), random)]);
  },
  (holder, name) => (holder[name] = [holder[name], holder[name]]),
  (holder, name) => (holder[name] = { [name]: holder[name] }),
];

/** Changes elements of a message: it can still be read as JSON. */
const rebuilt: Mutation = (document, random) => {
  const body = parsed(document);
  const holders = holdersIn(body);
  if (holders.length === 0) return document;
  const holder = anyOf(holders, random);
  anyOf(changes, random)(holder, anyOf(Object.keys(holder), random), random, holders);
  return Buffer.from(JSON.stringify(body));
};

/** What a document says, as JavaScript reads it; `undefined`: nothing that it can read. */
export function parsed(document: Buffer): unknown {
  try {
    return JSON.parse(document.toString()) as unknown;
  } catch {
    return undefined;
  }
}

/** A request's body, changed at one place or at a few. */
export const mutant = mutantBy([
  ...[rebuilt, rebuilt, rebuilt, rebuilt, flipped, cut, truncated, repeated],
  ...[replaced(words), inserted(words), inserted(bytes)],
]);
