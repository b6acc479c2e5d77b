/** One kind of personal identity: a row of the table that `createIdentityRegistry` is given. */
export interface IdentityKind {
  readonly name: string;
  /** The OID that says which kind an id is; `root` in the contract's IIType. */
  readonly root: string;
  /** Whether the text as a whole is well-formed for this kind. Says nothing about whether such a person exists. */
  readonly isValid: (extension: string) => boolean;
}
