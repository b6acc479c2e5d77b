/** A person's id: the OID that says which kind it is, and the id within that kind. The contract's IIType. */
export interface PersonIdentity {
  readonly root: string;
  readonly extension: string;
}

/** Two identities are the same person only when both root and extension are equal: no guessing across kinds. */
export const samePerson = (a: PersonIdentity, b: PersonIdentity): boolean =>
  a.root === b.root && a.extension === b.extension;
