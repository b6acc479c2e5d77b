export { ConsentLedger, type Answered, type LedgerParts } from './consent-ledger';
export { HalfImported } from './half-imported';
export { identityKindsOf } from './identity-kinds';
export { ledgerScope, streamForms } from './ledger-streams';
export * from './lost-end';
export * from './open-ledger';
export * from './open-stores';
export { projections } from './projections';
