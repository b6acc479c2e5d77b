import { parseEnv } from 'node:util';
import { readConfig, settings } from '#platform';
import { pageAt } from '../support/pages';
import { generatedPages } from './generated-pages';

it.each(Object.keys(generatedPages))('%s is what npm run docs:generate writes', (file) => {
  expect(pageAt(file).text).toBe(generatedPages[file]);
});

it('.env.example changes nothing as it is, and is accepted with every # taken away', () => {
  const { text } = pageAt('.env.example');
  expect(parseEnv(text)).toEqual({});
  const all = parseEnv(text.replace(/^#(?=[A-Z_]+=)/gm, '')) as Record<string, string>;
  expect(Object.keys(all).sort()).toEqual(Object.keys(settings).sort());
  expect(() => readConfig(all)).not.toThrow();
});
