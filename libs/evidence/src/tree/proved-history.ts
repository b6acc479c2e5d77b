import { auditStream, isAuditStream } from '#ledger';
import type { Hash } from './hashing';
import { leafOf, type ProvedEvent } from './leaf';
import { withDigest } from './record-batch';

/** One of the two histories that are proved, each by a tree and checkpoints of its own. */
export interface ProvedHistory {
  /** Where its checkpoints are recorded. */
  readonly checkpoints: string;
  /** Where those are recorded that a quorum of witnesses has cosigned. */
  readonly cosigned: string;
  /** Where those are recorded that an authority has stamped with its time. */
  readonly stamped: string;
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
  cosigned: auditStream('cosigned-checkpoints'),
  stamped: auditStream('stamped-checkpoints'),
  origin: (ledgerName) => ledgerName,
  holds: (stream) => !isAuditStream(stream),
  atATime: 50,
  leafOf,
};

const RECORDS = [auditStream('decisions-'), auditStream('accesses-')] as const;

/** Who asked about whom, and what was answered: the records of checks, and of all other looks and denied calls. */
export const DECISION_HISTORY: ProvedHistory = {
  checkpoints: auditStream('decision-checkpoints'),
  cosigned: auditStream('cosigned-decision-checkpoints'),
  stamped: auditStream('stamped-decision-checkpoints'),
  origin: (ledgerName) => `${ledgerName}/decisions`,
  holds: (stream) => RECORDS.some((start) => stream.startsWith(start)),
  atATime: 1,
  leafOf: (event) => leafOf(withDigest(event)),
};
