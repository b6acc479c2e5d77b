import fc from 'fast-check';
import { MalformedJson } from '../http/malformed-json';
import { readJson } from './json-body';

const read = (text: string): unknown => readJson(Buffer.from(text));

it('reads whatever JSON says', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, margin) => {
      const text = JSON.stringify(value, null, margin);
      expect(read(text)).toEqual(JSON.parse(text));
    }),
  );
});

it('reads past a byte order mark, and keeps every letter', () => {
  expect(read('\ufeff{"reasonText":"Återbesök, 心, 💚"}')).toEqual({ reasonText: 'Återbesök, 心, 💚' });
});

it('takes colons, quotes and braces in texts for what they are', () => {
  const body = { 'a:"b': 'c:d', e: ['":', '\\":', '\\', { f: '{"g":1,"g":2}' }] };
  expect(read(JSON.stringify(body))).toEqual(body);
});

it.each(['', '{', '{"a":1}}', "{'a':1}", '{"a":NaN}', '\ufeff\ufeff{}'])(
  'refuses what is no JSON: %j',
  (text) => {
    expect(() => read(text)).toThrow(MalformedJson);
  },
);

it('refuses bytes that are not UTF-8, which would become another text', () => {
  expect(() => readJson(Buffer.from('{"reasonText":"Återbesök"}', 'latin1'))).toThrow(MalformedJson);
  expect(() => readJson(Buffer.from('{}', 'utf16le'))).toThrow(MalformedJson);
});

it.each([
  '{"endDate":"2025-01-15T10:00:00","endDate":null}',
  '{"endDate":null, "\\u0065ndDate" : null}',
  '{"a":{"root":"1","extension":"2","root":"1"}}',
  '[{"a":1},{"a":1,"b":":","a":1}]',
  '{"__proto__":1,"__proto__":1}',
])('refuses an element that is given twice, of which the last would count: %s', (text) => {
  expect(() => read(text)).toThrow(MalformedJson);
});

it('reads the deepest body that is let in', () => {
  const depth = 128 * 1024;
  expect(Array.isArray(read('['.repeat(depth) + ']'.repeat(depth)))).toBe(true);
});
