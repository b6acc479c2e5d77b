export * from './hsa-id';
export type { IdentityKind } from './identity-kind';
export { createIdentityRegistry } from './identity-registry';
export type { IdentityCheck, IdentityRegistry } from './identity-registry';
export { holdsPersonIdentity, withoutPersonIdentities } from './identity-in-text';
export { admittingTestPersons, localKinds, standardKinds } from './kinds';
export { type PersonIdentity, samePerson } from './person-identity';
export {
  hasOnlyWrongDigits,
  kindsToChoose,
  readIdentity,
  type ReadIdentity,
  type TypedIdentity,
} from './typed-identity';
export { isUuid } from './uuid';
