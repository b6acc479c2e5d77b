import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../words/language';
import type { Word, Words } from '../words/words';

const pages = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
const wordFiles = pages.filter((file) => file.endsWith('.words.ts'));

type Module = Readonly<Record<string, Words<Record<string, Word>>>>;

const wordsOf = (file: string): Words<Record<string, Word>> => {
  const module = jest.requireActual<Module>(join(__dirname, file));
  return Object.values(module)[0]!;
};

/** What Swedes and Norwegians write alike. */
const SAME_IN_NORWEGIAN = new Set(['Loggen var tom', 'Skriv ut', 'x av x', 'x, via x', 'Som ÅÅÅÅ-MM.']);

/** A word with something in it, whatever that is. */
const said = (word: Word): string =>
  typeof word === 'string' ? word : word(...(['x', 'x', 'x'] as never[]));

it('are there for every page that has a template', () => {
  const folders = (files: readonly string[]) => new Set(files.map((file) => file.split('/')[0]));
  const templates = pages.filter((file) => file.endsWith('.eta') && !file.startsWith('parts/'));
  expect([...folders(templates)].filter((folder) => !folders(wordFiles).has(folder))).toEqual([]);
});

describe.each(wordFiles)('%s', (file) => {
  const words = wordsOf(file);

  it('has the same words in every language', () => {
    const [first, ...others] = languages.map((language) => Object.keys(words[language]).sort());
    for (const other of others) expect(other).toEqual(first);
  });

  it.each(languages)('leaves nothing unsaid in %s', (language) => {
    for (const word of Object.values(words[language])) expect(said(word).trim()).not.toBe('');
  });

  it.each(['en', 'nb'] as const)('has no sentence left in another language in %s', (language) => {
    const sentences = Object.keys(words.sv).filter((name) => said(words.sv[name]!).includes(' '));
    for (const name of sentences) {
      const swedish = said(words.sv[name]!);
      if (language === 'nb' && SAME_IN_NORWEGIAN.has(swedish)) continue;
      expect(said(words[language][name]!)).not.toBe(swedish);
    }
  });
});
