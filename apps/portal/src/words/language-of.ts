import type { FastifyRequest } from 'fastify';
import { languages, type Language } from './language';

/** Holds the language that somebody chose. It is no secret, and outlives the session. */
export const LANGUAGE_COOKIE = 'language';

export const isLanguage = (text: unknown): text is Language =>
  languages.some((language) => language === text);

/** Languages whose readers are best served by one of ours. */
const nearest: Readonly<Record<string, Language>> = { no: 'nb', nn: 'nb', da: 'nb' };

/** The language that was chosen, else the first of ours that the browser asks for, or that is near to it, else Swedish. */
export function languageOf({ cookies, headers }: FastifyRequest): Language {
  const chosen = cookies[LANGUAGE_COOKIE];
  return isLanguage(chosen) ? chosen : askedLanguage({ headers });
}

/** The same where there is no browser, and nothing was chosen. */
export function askedLanguage({ headers }: Pick<FastifyRequest, 'headers'>): Language {
  const asked = wanted(headers['accept-language'] ?? '').map((language) => nearest[language] ?? language);
  return asked.find(isLanguage) ?? 'sv';
}

/** The languages of a header `Accept-Language`, the most wanted first, without their regions. */
function wanted(header: string): string[] {
  const ranges = header.split(',').map((range) => {
    const [tag = '', weight] = range.split(';').map((part) => part.trim());
    return { language: tag.split('-')[0]!.toLowerCase(), weight: Number(weight?.replace(/^q=/, '') ?? 1) };
  });
  return ranges
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ language }) => language);
}
