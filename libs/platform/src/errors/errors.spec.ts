import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCatalogue, errorsPage, familyOf, isErrorCode, type ErrorCode } from './index';

const codes = Object.keys(errorCatalogue) as ErrorCode[];
const page = readFileSync(join(__dirname, '../../../../docs/errors.md'), 'utf8');
const headings = [...page.matchAll(/^### (\S+)$/gm)].map(([, code]) => code!);

describe('the page of errors', () => {
  it('has every code of the catalogue, and none besides', () => {
    expect([...headings].sort()).toEqual([...codes].sort());
  });

  it('says what the catalogue says', () => {
    expect(page).toBe(errorsPage());
  });
});

describe('the catalogue', () => {
  it('has the ten published codes of signing on', () => {
    expect(codes.filter((code) => familyOf(code) === 'AUT').sort()).toEqual([
      ...['AUT_000', 'AUT_002', 'AUT_101', 'AUT_104', 'AUT_105'],
      ...['AUT_108', 'AUT_110', 'AUT_119', 'AUT_128', 'AUT_146'],
    ]);
  });

  it.each(codes)('%s is a code of its family, message in whole sentences in both languages', (code) => {
    expect(code).toMatch(/^(AUT_\d{3}|KJ[FSX]-\d{6})$/);
    const { message, next, support } = errorCatalogue[code];
    for (const sentence of [message.sv, message.en, next.sv, next.en, support]) {
      expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
    }
  });

  it('tells users of our own failures in one and the same sentence', () => {
    const message = codes
      .filter((code) => familyOf(code) === 'KJS')
      .map((code) => errorCatalogue[code].message);
    expect(new Set(message.map((sentence) => JSON.stringify(sentence))).size).toBe(1);
  });

  it.each(['sv', 'en'] as const)(
    'has one code for one error, whatever door it leaves by (%s)',
    (language) => {
      const message = codes
        .filter((code) => familyOf(code) !== 'KJS')
        .map((code) => errorCatalogue[code].message);
      const sentences = message.map((sentence) => sentence[language]);
      expect(sentences.filter((sentence, index) => sentences.indexOf(sentence) < index)).toEqual([]);
    },
  );

  it.each(['toString', '__proto__', 'AUT_001', ''])('has no %j', (text) => {
    expect(isErrorCode(text)).toBe(false);
  });
});
