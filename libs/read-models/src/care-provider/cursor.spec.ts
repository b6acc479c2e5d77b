import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor';

const integer = fc.maxSafeInteger();

it('gives back every cursor as it was', () => {
  fc.assert(
    fc.property(integer, integer, (storedAt, position) => {
      const text = encodeCursor({ storedAt, position });
      expect(text).toMatch(/^[-.0-9a-z]+$/);
      expect(decodeCursor(text)).toStrictEqual({ storedAt, position });
    }),
  );
});

it.each([
  '',
  '.',
  'a',
  'a.',
  '.a',
  'a.b.c',
  'a.b ',
  ' a.b',
  'A.B',
  '01.b',
  '-0.b',
  'a.+b',
  'a.1e5!',
  'a\n.b',
  'a.b\n',
  'zzzzzzzzzzz.0',
  '0.zzzzzzzzzzz',
  'a'.repeat(12) + '.0',
  '__proto__.0',
])('knows %j for no cursor', (text) => {
  expect(decodeCursor(text)).toBeNull();
});

it('knows random text for no cursor, or for one that is written like that', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cursor = decodeCursor(text);
      expect(cursor === null ? text : encodeCursor(cursor)).toBe(text);
    }),
  );
});
