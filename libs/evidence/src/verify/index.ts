export type { DemandedQuorum } from './cosigned-history';
export type { Watch } from './counted-walk';
export type { Finding, FindingKind, LogName } from './finding';
export type { StoredTree } from './noted-leaves';
export type { Fault, Followed, StreamRules } from './stream-rules';
export { verifyLedger, type LedgerToVerify, type Verified } from './verify-ledger';
