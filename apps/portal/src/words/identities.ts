import { numberText } from '#audit';
import { localKinds, standardKinds, type IdentityKind, type PersonIdentity } from '#consent';

type KindWords = Readonly<Record<string, unknown>>;

/** An entry of a select. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Kinds of identity as choices, none of them made already: their OIDs, and what they are called in the words of a frame. */
export const kindChoices = (
  kinds: readonly IdentityKind[],
  words: KindWords & { readonly chooseKind: string },
): Choice[] => {
  const choices = kinds.map(({ root, name }) => ({ value: root, text: nameIn(words, name) }));
  return choices.length === 0 ? [] : [{ value: '', text: words.chooseKind }, ...choices];
};

const names = new Map([...standardKinds, ...localKinds.values()].map(({ root, name }) => [root, name]));

/** What the kind of an identity is called. */
export const kindText = ({ root }: PersonIdentity, words: KindWords): string =>
  nameIn(words, names.get(root) ?? root);

const nameIn = (words: KindWords, name: string): string => {
  const word = words[`kind_${name}`];
  return typeof word === 'string' ? word : name;
};

export const identityText = (identity: PersonIdentity, words: KindWords): string =>
  `${numberText(identity)} (${kindText(identity, words)})`;
