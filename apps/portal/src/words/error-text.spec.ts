import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCatalogue, type ErrorCode } from '#platform';
import { errorText } from './error-text';

const PORTAL = join(__dirname, '..');

/** Every code that the portal's own sources name, and those of signing on, which come from the table of decisions. */
function codesOfPortal(): ErrorCode[] {
  const sources = readdirSync(PORTAL, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.includes('norwegian'),
  );
  const named = sources.flatMap((file) => [
    ...readFileSync(join(PORTAL, file), 'utf8').matchAll(/'(KJ[FXS]-\d{6})'/g),
  ]);
  const ofSignOn = Object.keys(errorCatalogue).filter((code) => /^(?:AUT|KJX)/.test(code));
  return [...new Set([...named.map(([, code]) => code!), ...ofSignOn])] as ErrorCode[];
}

it.each(codesOfPortal())('%s is told in a language of its own to each reader', (code) => {
  const texts = (['sv', 'nb', 'en'] as const).map((language) => errorText(code, language));
  for (const { message, next } of texts) expect([message, next].every((text) => text !== '')).toBe(true);
  const [sv, nb, en] = texts.map(({ message, next }) => `${message} ${next}`);
  expect(nb).not.toBe(sv);
  expect(nb).not.toBe(en);
});
