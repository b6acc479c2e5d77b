import type { PersonIdentity } from './person-identity';

/** Two identities are the same person only when both root and extension are equal: no guessing across kinds. */
export const samePerson = (a: PersonIdentity, b: PersonIdentity): boolean =>
  a.root === b.root && a.extension === b.extension;
