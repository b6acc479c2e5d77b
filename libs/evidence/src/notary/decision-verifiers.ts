import { verifierNamed, type NoteVerifier } from '../note/note-key';
import { DECISION_HISTORY } from '../tree/proved-history';

/** The keys by which the signers of a ledger sign for its decisions: the same keys in another name. */
export const decisionVerifiers = (ledgerKeys: readonly NoteVerifier[]): NoteVerifier[] =>
  ledgerKeys.map((verifier) => verifierNamed(DECISION_HISTORY.origin(verifier.name), verifier));
