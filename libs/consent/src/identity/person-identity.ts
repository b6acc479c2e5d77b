/** A person's id: the OID that says which kind it is, and the id within that kind. The contract's IIType. */
export interface PersonIdentity {
  readonly root: string;
  readonly extension: string;
}
