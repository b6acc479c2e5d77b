import type { EventStore, Position } from '#event-store';
import { decisionVerifiers } from '../notary/decision-verifiers';
import type { NoteVerifier } from '../note/note-key';
import { DECISION_HISTORY } from '../tree/proved-history';
import { compareWithSigned } from './compare-with-signed';
import { CosignedHistory, type CosignedByQuorum, type DemandedQuorum } from './cosigned-history';
import { everyEntry, isDamaged } from './every-entry';
import type { LogName, Report } from './finding';
import { logLeaf, type LogLeaf } from './log-leaf';
import { NotedLeaves, type StoredTree } from './noted-leaves';
import { provedBy, type Proved } from './proved-log';
import { savedHeads, signedHeads } from './signed-heads';
import { SignedHistory } from './signed-history';
import { checkpointsIn } from './stored-checkpoints';
import { TreeComparison } from './tree-comparison';

/** The log that decisions are in, and what they are verified with. */
export interface DecisionsToVerify {
  readonly log: LogName;
  readonly store: Pick<EventStore, 'readAll' | 'readStream' | 'head'>;
  /** `null` when it does not exist. */
  readonly tree: StoredTree | null;
  /** The ledger's keys. */
  readonly verifiers: readonly NoteVerifier[];
  /** Checkpoints of the decisions that were kept elsewhere, as signed notes. */
  readonly saved: readonly string[];
  readonly demanded: DemandedQuorum | null;
}

export interface VerifiedDecisions {
  /** How many batches of decisions there are. */
  readonly batches: number;
  /** How many leaves the stored tree had when the walk began; `null` when there is no tree. */
  readonly leaves: number | null;
  readonly checkpoints: number;
  /** The batches under the newest checkpoint that the log agrees with. */
  readonly proved: Proved;
  readonly cosigned: CosignedByQuorum | null;
}

/** Walks the log, and reports every batch of decisions that is not as it was written. @throws StoreUnavailable */
export async function verifyDecisions(
  { log, store, tree, verifiers, saved, demanded }: DecisionsToVerify,
  tell: Report,
): Promise<VerifiedDecisions> {
  const report: Report = (finding) =>
    tell({ ...finding, log, what: `In the tree over the records of checks and looks: ${finding.what}` });
  const { checkpoints } = DECISION_HISTORY;
  const keys = decisionVerifiers(verifiers);
  // In this order, each is covered by the next: what was signed is in the tree, and what is in the tree is in the log.
  const upTo = await store.head();
  const recorded = checkpointsIn(store, upTo, checkpoints);
  const noted = tree && new NotedLeaves(tree, report);
  const leaves = noted && noted.size;
  const signed = await SignedHistory.of(
    signedHeads(recorded, { verifiers: keys, log, checkpoints }, report),
    noted,
    report,
  );
  const kept = await SignedHistory.of(savedHeads(saved, keys, report), null, report);
  const cosigned = await CosignedHistory.of(
    { store, upTo, log, history: DECISION_HISTORY, verifiers: keys, demanded, saved },
    report,
  );
  const walk = new DecisionWalk(store, await store.head());
  const compared = noted ? new TreeComparison(noted, report).compare(walk.leaves()) : walk.leaves();
  await compareWithSigned(compared, [signed, kept, cosigned.signed]);
  await cosigned.end();
  return {
    batches: walk.batches,
    leaves,
    checkpoints: signed.count,
    proved: provedBy(signed),
    cosigned: cosigned.newest,
  };
}

/** The batches of a log, which are counted. */
class DecisionWalk {
  batches = 0;

  constructor(
    private readonly store: Pick<EventStore, 'readAll'>,
    private readonly upTo: Position,
  ) {}

  /** What cannot be read may have been one. */
  async *leaves(): AsyncGenerator<LogLeaf> {
    for await (const entry of everyEntry(this.store, this.upTo)) {
      const isOne = !isDamaged(entry) && DECISION_HISTORY.holds(entry.stream);
      if (isOne) this.batches += 1;
      if (isOne || isDamaged(entry)) yield logLeaf(entry, DECISION_HISTORY);
    }
  }
}
