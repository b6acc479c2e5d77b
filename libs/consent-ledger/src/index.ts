export { ConsentLedger, type Answered, type LedgerParts } from './consent-ledger';
export { LedgerIncomplete, NoLedger, NotEmpty } from './begun-logs';
export * from './begin-ledger';
export { LEDGER_BEGUN } from './begun-on-server';
export { HalfImported } from './half-imported';
export { identityKindsOf } from './identity-kinds';
export { ledgerScope, streamForms } from './ledger-streams';
export * from './lost-end';
export * from './open-ledger';
export {
  openExistingStores,
  openStores,
  openStoresToImport,
  openStoresToInspect,
  type OpenStores,
  type RestorableStores,
} from './open-stores';
export { ClockBehind, openLedgerTime } from './time/open-ledger-time';
export type { LedgerTime } from './time/ledger-time';
export { discardAuditLogDraft, rewriteAuditLog, type AuditLogRewriting } from './rewrite-audit-log';
export { projections } from './projections';
