import type { Language } from './language';

/** A word of a page, or how one is made with something in it. */
export type Word = string | ((...given: never[]) => string);

/** The same words in each of the portal's languages. */
export type Words<Page extends Readonly<Record<string, Word>>> = Readonly<Record<Language, Page>>;

/** Words of a page: the compiler sees that one language has what the other has. */
export const words = <Page extends Readonly<Record<string, Word>>>(
  sv: Page,
  en: { readonly [Name in keyof Page]: Page[Name] extends string ? string : Page[Name] },
): Words<Page> => ({ sv, en: en as Page });
