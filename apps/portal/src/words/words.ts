import type { Language } from './language';

/** A word of a page, or how one is made with something in it. */
export type Word = string | ((...given: never[]) => string);

/** The same words in each of the portal's languages. */
export type Words<Page extends Readonly<Record<string, Word>>> = Readonly<Record<Language, Page>>;

/** The same names, with sentences of another language. */
type Translation<Page> = { readonly [Name in keyof Page]: Page[Name] extends string ? string : Page[Name] };

/** Words of a page: the compiler sees that each language has what the others have. */
export const words = <Page extends Readonly<Record<string, Word>>>(
  sv: Page,
  en: Translation<Page>,
  nb: Translation<Page>,
): Words<Page> => ({ sv, en: en as Page, nb: nb as Page });
