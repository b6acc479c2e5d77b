export { writeLedger, type LedgerSize } from './write-ledger';
