import { auditStream, isAuditStream } from '#ledger';
import { leafHash, type Hash } from './hashing';
import { canonicalText, leafOf, provedEvent, type ProvedEvent } from './leaf';
import { RootAccumulator } from './root-accumulator';

/** One of the two histories that are proved, each by a tree and checkpoints of its own. */
export interface ProvedHistory {
  /** Where its checkpoints are recorded. */
  readonly checkpoints: string;
  /** The name that its checkpoints are signed in, by the ledger's name. */
  readonly origin: (ledgerName: string) => string;
  /** Whether a stream is part of it. */
  readonly holds: (stream: string) => boolean;
  /** How many of its events are hashed in about a millisecond: hashing keeps the process from answering. */
  readonly atATime: number;
  /** The hash that stands for an event of it. */
  readonly leafOf: (event: ProvedEvent) => Hash;
}

/** What was decided about consents, and all else that is no note of the ledger's own work. */
export const LEDGER_HISTORY: ProvedHistory = {
  checkpoints: auditStream('checkpoints'),
  origin: (ledgerName) => ledgerName,
  holds: (stream) => !isAuditStream(stream),
  atATime: 50,
  leafOf,
};

const DECISIONS = auditStream('decisions-');

/** Who asked about whom, and what was answered. */
export const DECISION_HISTORY: ProvedHistory = {
  checkpoints: auditStream('decision-checkpoints'),
  origin: (ledgerName) => `${ledgerName}/decisions`,
  holds: (stream) => stream.startsWith(DECISIONS),
  atATime: 1,
  leafOf: (event) => leafOf(withDigest(event)),
};

/**
 * A batch of decisions is in the tree with their number and the root of the tree over them in their place, each in canonical JSON: so one
 * of them can be proved without the others being shown.
 */
function withDigest(event: ProvedEvent): ProvedEvent {
  const { decisions } = event.data as { readonly decisions?: unknown };
  if (!Array.isArray(decisions)) return event;
  const tree = new RootAccumulator();
  for (const decision of decisions) tree.add(leafHash(canonicalText(decision)));
  return {
    ...provedEvent(event),
    data: { decisions: { root: tree.root().toString('base64'), size: decisions.length } },
  };
}
