import { localKinds, standardKinds, type IdentityKind, type PersonIdentity } from '#consent';

type KindWords = Readonly<Record<string, unknown>>;

/** An entry of a select. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Kinds of identity as choices: their OIDs, and what they are called in the words of a frame. */
export const kindChoices = (kinds: readonly IdentityKind[], words: KindWords): Choice[] =>
  kinds.map(({ root, name }) => ({ value: root, text: nameIn(words, name) }));

const names = new Map([...standardKinds, ...localKinds.values()].map(({ root, name }) => [root, name]));

/** What the kind of an identity is called. */
export const kindText = ({ root }: PersonIdentity, words: KindWords): string =>
  nameIn(words, names.get(root) ?? root);

const nameIn = (words: KindWords, name: string): string => {
  const word = words[`kind_${name}`];
  return typeof word === 'string' ? word : name;
};

/** An identity as people write it: Swedish ones with a dash before the last four, Norwegian ones with a blank before the last five. */
export function numberText({ extension }: PersonIdentity): string {
  if (extension.length === 12) return `${extension.slice(0, 8)}-${extension.slice(8)}`;
  if (extension.length === 11) return `${extension.slice(0, 6)} ${extension.slice(6)}`;
  return extension;
}

export const identityText = (identity: PersonIdentity, words: KindWords): string =>
  `${numberText(identity)} (${kindText(identity, words)})`;
