import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json';

/** Keys that an object sorts by itself, sets as its prototype, or that name what JSON asks an object for, among ordinary ones. */
const key = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toJSON', '', '0', '10', '9', '-1', '1e3', 'é', '\ud83d\ude00'),
  fc.nat().map(String),
  fc.string({ unit: 'binary' }),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.jsonValue({ maxDepth: 0 }),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value')),
    fc.dictionary(key, tie('value')).map((members) => JSON.parse(JSON.stringify(members)) as unknown),
  ),
}));

it('is what the library writes, whatever the value and its keys', () => {
  fc.assert(
    fc.property(value, (any) => {
      expect(canonicalJson(any)).toBe(canonicalize(any));
    }),
    { numRuns: 300 },
  );
});

it.each([
  ['keys that are numbers', JSON.parse('{"b":1,"10":{"9":2,"8":1},"9":[]}')],
  ['a key that sets a prototype', JSON.parse('{"z":1,"__proto__":{"y":2,"x":1}}')],
  ['a key that JSON asks for', JSON.parse('{"z":1,"toJSON":"text"}')],
  ['a time', { at: new Date(0), a: 1 }],
  ['what is not there', { b: undefined, a: [undefined, 1] }],
  ['minus nothing and half a character', [-0, '\ud800']],
])('writes %s as the library does', (_, any) => {
  expect(canonicalJson(any)).toBe(canonicalize(any));
});

it.each([NaN, Infinity, -Infinity])('throws for %p, for which JSON has no word', (number) => {
  expect(() => canonicalJson({ deep: [number] })).toThrow();
});
