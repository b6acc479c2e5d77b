import { NO_POSITION, type EventStore, type Position } from '#event-store';
import { isAuditStream } from '#ledger';
import type { NoteVerifier } from '../note/note-key';
import { isDamaged, type Entry } from './every-entry';
import { Findings, type FindingKind, type Report } from './finding';
import { checkIndex } from './index-check';
import { logLeaf, type LogLeaf } from './log-leaf';
import { NotedLeaves, type StoredTree } from './noted-leaves';
import { ProvedLog } from './proved-log';
import { ScratchMap } from './scratch-map';
import { checkpointsIn } from './stored-checkpoints';
import { savedHeads, signedHeads } from './signed-heads';
import { SignedHistory } from './signed-history';
import type { WalkedLog } from './stream-check';
import type { StreamRules } from './stream-rules';
import { TreeComparison } from './tree-comparison';
import { walk } from './walk';

type Log = Pick<EventStore, 'readAll' | 'readStream' | 'head'>;

/** All that is verified, and what it is verified with. Nothing of it is changed. */
export interface LedgerToVerify {
  readonly store: Log;
  /** The same object as `store` where the ledger's own work is noted in the same log. */
  readonly auditStore: Log;
  /** What each kind of stream may hold, in either log. */
  readonly rules: readonly StreamRules[];
  /** `null` when it does not exist: then checkpoints alone prove the events, and a change is located less closely. */
  readonly tree: StoredTree | null;
  /** The keys that checkpoints may be signed with. */
  readonly verifiers: readonly NoteVerifier[];
  /** Checkpoints that were kept elsewhere, as signed notes. */
  readonly saved: readonly string[];
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
  readonly proved: { readonly events: number; readonly position: Position };
  readonly findings: Partial<Record<FindingKind, number>>;
}

/** Hears how far the walk of the ledger has come: at which position, after how many events. */
export type Watch = (position: Position, events: number) => void;

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
  const auditWalk = isShared ? walked : new CountedWalk(auditLogOf(ledger, signedUpTo), report);
  const signed = await SignedHistory.of(
    signedHeads(
      isShared ? checkpointsIn(ledger.auditStore, signedUpTo) : auditWalk.entries(),
      { verifiers: ledger.verifiers, log: auditWalk.log.name },
      report,
    ),
    noted,
    report,
  );
  const saved = await SignedHistory.of(savedHeads(ledger.saved, ledger.verifiers, report), null, report);
  await compareWithSigned(comparedLeaves(walked, noted, report), [signed, saved]);

  await walked.checkIndex();
  if (!isShared) await auditWalk.checkIndex();
  return {
    head: walked.log.upTo,
    events: walked.events,
    auditEvents: auditWalk.auditEvents,
    leaves,
    checkpoints: signed.count,
    proved: provedBy(signed),
    findings: findings.byKind(),
  };
}

async function compareWithSigned(
  leaves: AsyncIterable<LogLeaf>,
  histories: readonly SignedHistory[],
): Promise<void> {
  const newest = new ScratchMap();
  try {
    const proved = new ProvedLog(histories, newest);
    for await (const leaf of leaves) await proved.add(leaf);
    await proved.end();
  } finally {
    await newest.close();
  }
}

const provedBy = ({ newestGood }: SignedHistory): Verified['proved'] => ({
  events: newestGood?.size ?? 0,
  position: newestGood?.position ?? NO_POSITION,
});

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

/** A walk that counts the ledger's events and those in which it notes its own work. */
class CountedWalk {
  events = 0;
  auditEvents = 0;

  constructor(
    readonly log: WalkedLog,
    private readonly report: Report,
    private readonly watch: Watch = () => undefined,
  ) {}

  async *entries(): AsyncGenerator<Entry> {
    for await (const entry of walk(this.log, this.report)) {
      if (!isDamaged(entry) && isAuditStream(entry.stream)) this.auditEvents += 1;
      else this.events += 1;
      this.watch(entry.position, this.events);
      yield entry;
    }
  }

  /** After the walk. */
  checkIndex(): Promise<void> {
    return checkIndex(this.log, this.events + this.auditEvents, this.report);
  }
}

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
    if (isDamaged(entry) || !isAuditStream(entry.stream)) yield logLeaf(entry);
  }
}
