import type { EventStore, Position } from '#event-store';
import { readCheckpoint } from '../note/checkpoint';
import { decisionVerifiers } from '../notary/decision-verifiers';
import type { NoteVerifier } from '../note/note-key';
import { compareWithSigned } from './compare-with-signed';
import { CountedWalk, type Watch } from './counted-walk';
import {
  CosignedHistory,
  type CosignedByQuorum,
  type CosignedParts,
  type DemandedQuorum,
} from './cosigned-history';
import { verifyDecisions, type DecisionsToVerify, type VerifiedDecisions } from './verify-decisions';
import { isDamaged, type Entry } from './every-entry';
import { Findings, type FindingKind, type LogName, type Report } from './finding';
import { logLeaf, type LogLeaf } from './log-leaf';
import { LEDGER_HISTORY } from '../tree/proved-history';
import { NotedLeaves, type StoredTree } from './noted-leaves';
import { provedBy, type Proved } from './proved-log';
import { checkpointsIn } from './stored-checkpoints';
import { savedHeads, signedHeads } from './signed-heads';
import { SignedHistory } from './signed-history';
import type { WalkedLog } from './stream-check';
import type { StreamRules } from './stream-rules';
import { TreeComparison } from './tree-comparison';

type Log = Pick<EventStore, 'readAll' | 'readStream' | 'head'>;

/** All that is verified, and what it is verified with. Nothing of it is changed. */
export interface LedgerToVerify {
  readonly store: Log;
  /** The same object as `store` where the ledger's own work is noted in the same log. */
  readonly auditStore: Log;
  /** What each kind of stream may hold, in either log. */
  readonly rules: readonly StreamRules[];
  /** The tree over the decisions; `null` when it does not exist. */
  readonly decisionTree: StoredTree | null;
  /** `null` when it does not exist: then checkpoints alone prove the events, and a change is located less closely. */
  readonly tree: StoredTree | null;
  /** The keys that checkpoints may be signed with. */
  readonly verifiers: readonly NoteVerifier[];
  /** Checkpoints that were kept elsewhere, as signed notes. */
  readonly saved: readonly string[];
  /** The witnesses that have to have cosigned; `null` when cosignatures are not looked at. */
  readonly cosigning: Readonly<Record<'ledger' | 'decisions', DemandedQuorum>> | null;
}

/** What was walked, and what was found. */
export interface Verified {
  /** The last position of the ledger that was looked at. */
  readonly head: Position;
  readonly events: number;
  readonly auditEvents: number;
  /** How many leaves the stored tree had when the walk began; `null` when there is no tree. */
  readonly leaves: number | null;
  readonly checkpoints: number;
  /** The events under the newest checkpoint that the log agrees with. What comes after them is not proved yet. */
  readonly proved: Proved;
  /** The newest checkpoint that a quorum of the given witnesses has cosigned; `null` when there is none, or none was asked for. */
  readonly cosigned: CosignedByQuorum | null;
  readonly decisions: VerifiedDecisions;
  readonly findings: Partial<Record<FindingKind, number>>;
}

/**
 * Walks both logs from their beginning to where they end now, and reports everything that is not as it was written. What is
 * written meanwhile is not looked at. The memory it takes does not grow with the logs.
 * @throws StoreUnavailable when a log cannot be read to its end.
 */
export async function verifyLedger(ledger: LedgerToVerify, tell: Report, watch: Watch): Promise<Verified> {
  const findings = new Findings(tell);
  const { report } = findings;
  // In this order, each is covered by the next: what was signed is in the tree, and what is in the tree is in the log.
  const signedUpTo = await ledger.auditStore.head();
  const noted = ledger.tree && new NotedLeaves(ledger.tree, report);
  const leaves = noted && noted.size;
  const walked = new CountedWalk(await ledgerLogOf(ledger), report, watch);
  const isShared = ledger.auditStore === ledger.store;
  const { checkpoints } = LEDGER_HISTORY;
  const auditWalk = isShared ? walked : new CountedWalk(auditLogOf(ledger, signedUpTo), report);
  const signed = await SignedHistory.of(
    signedHeads(
      isShared ? checkpointsIn(ledger.auditStore, signedUpTo, checkpoints) : auditWalk.entries(),
      { verifiers: ledger.verifiers, log: auditWalk.log.name, checkpoints },
      report,
    ),
    noted,
    report,
  );
  const kept = keptCheckpoints(ledger).ledger;
  const saved = await SignedHistory.of(savedHeads(kept, ledger.verifiers, report), null, report);
  const cosigned = await CosignedHistory.of(toCosign(ledger, auditWalk.log.name, signedUpTo), report);
  await compareWithSigned(comparedLeaves(walked, noted, report), [signed, saved, cosigned.signed]);
  await cosigned.end();
  await walked.checkIndex();
  if (!isShared) await auditWalk.checkIndex();
  const decisions = await verifyDecisions(decisionsOf(ledger, auditWalk.log.name), report);
  return {
    head: walked.log.upTo,
    events: walked.events,
    auditEvents: auditWalk.auditEvents,
    leaves,
    checkpoints: signed.count,
    proved: provedBy(signed),
    cosigned: cosigned.newest,
    decisions,
    findings: findings.byKind(),
  };
}

const decisionsOf = (ledger: LedgerToVerify, log: LogName): DecisionsToVerify => ({
  log,
  store: ledger.auditStore,
  tree: ledger.decisionTree,
  verifiers: ledger.verifiers,
  saved: keptCheckpoints(ledger).decisions,
  demanded: ledger.cosigning && ledger.cosigning.decisions,
});

const toCosign = (ledger: LedgerToVerify, log: LogName, upTo: Position): CosignedParts => ({
  store: ledger.auditStore,
  upTo,
  log,
  history: LEDGER_HISTORY,
  verifiers: ledger.verifiers,
  demanded: ledger.cosigning && ledger.cosigning.ledger,
  saved: keptCheckpoints(ledger).ledger,
});

/** Those that were kept elsewhere, by what they are of. */
function keptCheckpoints({ saved, verifiers }: LedgerToVerify): Record<'ledger' | 'decisions', string[]> {
  const origins = decisionVerifiers(verifiers).map(({ name }) => name);
  const isOfDecisions = (note: string): boolean => origins.includes(readCheckpoint(note).origin);
  return {
    ledger: saved.filter((note) => !isOfDecisions(note)),
    decisions: saved.filter(isOfDecisions),
  };
}

const auditLogOf = ({ auditStore, rules }: LedgerToVerify, upTo: Position): WalkedLog => ({
  name: 'audit',
  store: auditStore,
  upTo,
  rules,
});

const ledgerLogOf = async ({ store, rules }: LedgerToVerify): Promise<WalkedLog> => ({
  name: 'ledger',
  store,
  upTo: await store.head(),
  rules,
});

function comparedLeaves(
  walked: CountedWalk,
  noted: NotedLeaves | null,
  report: Report,
): AsyncIterable<LogLeaf> {
  const leaves = leavesOf(walked.entries());
  return noted ? new TreeComparison(noted, report).compare(leaves) : leaves;
}

async function* leavesOf(entries: AsyncIterable<Entry>): AsyncGenerator<LogLeaf> {
  for await (const entry of entries) {
    if (isDamaged(entry) || LEDGER_HISTORY.holds(entry.stream)) yield logLeaf(entry, LEDGER_HISTORY);
  }
}
