import { en } from './en';
import type { ExtractWords } from './extract-words';
import { nb } from './nb';
import { sv } from './sv';

export type { ExtractWords } from './extract-words';

/** What an extract is written in. */
export const extractLanguages = ['sv', 'nb', 'en'] as const;

export type ExtractLanguage = (typeof extractLanguages)[number];

export const extractWords: Readonly<Record<ExtractLanguage, ExtractWords>> = { sv, nb, en };
