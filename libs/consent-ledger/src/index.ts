export { identityKindsOf } from './identity-kinds';
export * from './open-ledger';
export * from './open-stores';
export { projections } from './projections';
