import { holdsPersonIdentity, localKinds, standardKinds, type PersonIdentity } from '#consent';

/** How personal identities are shown: as they are, or so that two people can be distinguished and no one recognised. */
export type Identities = 'masked' | 'shown';

const names = new Map([...standardKinds, ...localKinds.values()].map(({ root, name }) => [root, name]));

/** As many characters at the end as distinguish a patient's own identities, and say little of the person. */
const SHOWN_CHARACTERS = 2;

const masked = (extension: string): string =>
  '*'.repeat(Math.max(0, extension.length - SHOWN_CHARACTERS)) + extension.slice(-SHOWN_CHARACTERS);

/** An identity as people write it: Swedish ones with a dash before the last four, Norwegian ones with a blank before the last five. */
export function numberText({ extension }: PersonIdentity): string {
  if (extension.length === 12) return `${extension.slice(0, 8)}-${extension.slice(8)}`;
  if (extension.length === 11) return `${extension.slice(0, 6)} ${extension.slice(6)}`;
  return extension;
}

/** An identity with all but its end covered, unless it is to be shown. */
export const asShown = ({ root, extension }: PersonIdentity, identities: Identities): PersonIdentity => ({
  root,
  extension: identities === 'shown' ? extension : masked(extension),
});

/** The same in words, with the kind that its root stands for. */
export function identityInWords(identity: PersonIdentity, identities: Identities): string {
  const { root, extension } = asShown(identity, identities);
  return `${extension} (${names.get(root) ?? root})`;
}

/** What somebody wrote, unless it holds what is covered elsewhere. */
export const freeText = (text: string, identities: Identities): string =>
  identities === 'masked' && holdsPersonIdentity(text)
    ? '(left out: a personal identity is written in it)'
    : text;
