import type { FastifyRequest } from 'fastify';
import { languageOf } from './language-of';

const request = (wanted?: string, chosen?: string) =>
  ({ headers: { 'accept-language': wanted }, cookies: { language: chosen } }) as unknown as FastifyRequest;

it.each([
  [undefined, 'sv'],
  ['', 'sv'],
  ['en', 'en'],
  ['en-GB,en;q=0.9,sv;q=0.8', 'en'],
  ['en;q=0.5, sv-SE;q=0.9', 'sv'],
  ['nb-NO, de;q=0.9, en;q=0.2', 'nb'],
  ['nn-NO', 'nb'],
  ['no', 'nb'],
  ['da-DK, en;q=0.9', 'nb'],
  ['de-DE, da;q=0.1', 'nb'],
  ['fi-FI, de;q=0.9, en;q=0.2', 'en'],
  ['fi, en;q=0', 'sv'],
  ['*', 'sv'],
])('a browser that wants %j is spoken to in %s', (wanted, language) => {
  expect(languageOf(request(wanted))).toBe(language);
});

it('is the one that was chosen, if it is one of ours', () => {
  expect(languageOf(request('sv', 'en'))).toBe('en');
  expect(languageOf(request('en', 'de'))).toBe('en');
});
