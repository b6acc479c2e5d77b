/** One kind of personal identity: a row of the table that `createIdentityRegistry` is given. */
export interface IdentityKind {
  readonly name: string;
  /** The OID that says which kind an id is; `root` in the contract's IIType. */
  readonly root: string;
  /** Whether the text as a whole is well-formed for this kind. Says nothing about whether such a person exists. */
  readonly isValid: (extension: string) => boolean;
  /**
   * Whether the text is a number of this kind for a test person: one that no real person can have, and that `isValid` refuses
   * for that reason. Absent: test persons of this kind have numbers like everybody's.
   */
  readonly isTestPerson?: (extension: string) => boolean;
}
