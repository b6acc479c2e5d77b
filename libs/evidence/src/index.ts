export { leafData, leafOf, provedEvent, type ProvedEvent } from './tree/leaf';
export { consistencyProof, isConsistent, type TreeHead } from './tree/consistency';
export { leafHash, nodeHash, type Hash } from './tree/hashing';
export { inclusionProof } from './tree/inclusion';
export { rootOf, type Nodes } from './tree/range';
export { RootAccumulator } from './tree/root-accumulator';
export { newLeaf, type NewLeaf } from './tree/new-leaf';
export { ForeignTree, TreeStorage, type TreeEnd } from './tree/tree-storage';
export { openCheckpoint, readCheckpoint, signCheckpoint, type Checkpoint } from './note/checkpoint';
export {
  demandKeyName,
  InvalidKey,
  noteSigner,
  readVerifierKey,
  type NoteSigner,
  type NoteVerifier,
} from './note/note-key';
export { InvalidNote, openNote, signNote } from './note/signed-note';
export {
  cosignaturesOn,
  cosignerOf,
  readWitnessKey,
  withCosignature,
  type Cosignature,
  type Cosigner,
  type WitnessKey,
} from './note/cosignature';
export { demandQuorum, majorityOf, type Quorum } from './note/quorum';
export { newestCosigned, type CosignedCheckpoint } from './witnessing/cosigned-checkpoints';
export { readWitnesses, type KnownWitness } from './witnessing/witness-list';
export { verifyTimeStamp, type TimeStampAuthority } from './time-stamp/ask-for-time-stamp';
export { InvalidTimeStamp, type TimeStampTrust } from './time-stamp/invalid-time-stamp';
export {
  allStamped,
  isAhead,
  newestStamped,
  stampedCheckpoint,
  type StampedCheckpoint,
} from './time-stamp/stamped-checkpoints';
export { Stamping, type StampingReport } from './time-stamp/stamping';
export { Witnessing, type WitnessingParts } from './witnessing/witnessing';
export type { WitnessingReport } from './witnessing/witnessing-report';
export { Witness, type WitnessAnswer, type WitnessParts } from './witness/witness';
export { WitnessFolder } from './witness/witness-folder';
export { serveWitness, type ListeningWitness, type WitnessAddress } from './witness/witness-server';
export {
  compareCheckpoints,
  witnessesOfBoth,
  type Compared,
  type FoundCheckpoint,
  type GivenProof,
  type Relation,
} from './comparison/compare-checkpoints';
export * from './verify';
export * from './evidence-files';
export * from './last-verification';
export { lastEventToProve } from './notary/last-event-to-prove';
export { DECISION_HISTORY, LEDGER_HISTORY, type ProvedHistory } from './tree/proved-history';
export { KeyUnusable, makeKeyFile, openCosigner, verifiersIn } from './note/key-files';
export { decisionVerifiers } from './notary/decision-verifiers';
export * from './notary/checkpoint-log';
export {
  ContradictedCheckpoint,
  demandBeginning,
  signGrowth,
  type Signing,
  type SigningParts,
} from './notary/checkpoint-signing';
export { demandSignedBeginning } from './notary/demand-signed-beginning';
export { Notary, type NotaryParts, type NotaryReport } from './notary/notary';
export { KeptCheckpoint } from './notary/kept-checkpoints';
export { growToHead } from './notary/tree-growth';
export { mapNewest } from './tree/map-newest';
export { isNewest, newestRevision, RevisionMap } from './tree/revision-map';
export {
  MapNotThere,
  NotInTree,
  RECEIPT_FORMATS,
  receiptFor,
  type Receipt,
  type ReceiptEntry,
} from './receipt/receipt';
export {
  DECISION_RECEIPT_FORMAT,
  decisionReceiptFor,
  type DecisionReceipt,
} from './receipt/decision-receipt';
export { ACCESS_RECEIPT_FORMAT, accessReceiptFor, type AccessReceipt } from './receipt/access-receipt';
export {
  isAccessReceipt,
  verifyAccessReceipt,
  type ProvedAccess,
  type ProvedAccessReceipt,
} from './receipt/verify-access-receipt';
export { cosignaturesInReceipt, InvalidReceipt } from './receipt/receipt-file';
export { verifyReceipt, type ProvedReceipt } from './receipt/verify-receipt';
export {
  isDecisionReceipt,
  verifyDecisionReceipt,
  type ProvedDecision,
  type ProvedDecisionReceipt,
} from './receipt/verify-decision-receipt';
export {
  accessesOf,
  decisionsOf,
  recordLeaf,
  recordProof,
  withDigest,
  withoutRecords,
} from './tree/record-batch';
