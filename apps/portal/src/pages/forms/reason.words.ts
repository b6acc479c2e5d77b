import { words } from '../../words/words';

export type ReasonWords = (typeof reasonWords)['sv'];

/** What is said of a reason, on every form that asks for one. */
export const reasonWords = words(
  {
    faultLong: 'Anledningen är för lång. Högst 1024 tecken.',
    faultIdentity: 'Ta bort personnumret ur anledningen. Texten sparas för gott och får läsas av fler.',
  },
  {
    faultLong: 'The reason is too long. At most 1024 characters.',
    faultIdentity:
      'Remove the personal identity number from the reason. The text is kept for good, and others may read it.',
  },
  {
    faultLong: 'Begrunnelsen er for lang. Den kan ha høyst 1024 tegn.',
    faultIdentity: 'Fjern fødselsnummeret fra begrunnelsen. Teksten lagres for godt, og flere får lese den.',
  },
);
