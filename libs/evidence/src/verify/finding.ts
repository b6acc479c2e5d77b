import type { Position } from '#event-store';

/**
 * What is wrong with an event, or with what is to prove it:
 * - `damaged`: what is stored cannot be read as an event.
 * - `malformed`: it can be read, and is no event that this ledger writes.
 * - `stream`: the log and the index of its streams disagree, or a stream has a gap.
 * - `rules`: the rules would not have let it follow what was there before.
 * - `changed`, `dropped`, `inserted`: it differs from what the tree noted when it was written, is not there any more, or was not
 *   there then.
 * - `tree`: the tree contradicts itself, or a checkpoint.
 * - `checkpoint`: a checkpoint is not signed with the ledger's key, or the log is not what was signed.
 * - `newest`: a checkpoint was signed over newest revisions that are not those of the streams under it.
 * - `truncated`: a checkpoint covers more events than there are.
 * - `cosignature`: a given witness's cosignature is false, or a quorum of the given witnesses has not cosigned the newest checkpoint.
 * - `time-stamp`: a time stamp proves nothing, or there is none where there has to be one.
 */
export type FindingKind =
  | 'damaged'
  | 'malformed'
  | 'stream'
  | 'rules'
  | 'changed'
  | 'dropped'
  | 'inserted'
  | 'tree'
  | 'checkpoint'
  | 'newest'
  | 'truncated'
  | 'cosignature'
  | 'time-stamp';

/** Which log a position is of. They are the same one on EventStoreDB. */
export type LogName = 'ledger' | 'audit';

export interface Finding {
  readonly kind: FindingKind;
  readonly log: LogName;
  /** Where: of an event, as people know it. `null` when it is about no single event. */
  readonly position: Position | null;
  /** The change is after this position, and at or before `position`, when it cannot be located closer. `null`: from the beginning. */
  readonly after?: Position | null;
  /** Left out when the name itself may have been tampered with. */
  readonly stream?: string;
  /** One sentence, without a personal identity. */
  readonly what: string;
}

export type Report = (finding: Finding) => void;

/** Whatever is rotten is rotten often: after so many of a kind they are only counted. */
const REPORTED_OF_A_KIND = 1000;

/** Hands on each finding once, and counts. */
export class Findings {
  private readonly counts = new Map<FindingKind, number>();
  private readonly reported = new Set<string>();

  constructor(private readonly handOn: Report) {}

  readonly report: Report = (finding) => {
    const place = [finding.kind, finding.log, finding.position ?? finding.what].join(' ');
    if (this.reported.has(place)) return;
    const count = (this.counts.get(finding.kind) ?? 0) + 1;
    this.counts.set(finding.kind, count);
    if (count > REPORTED_OF_A_KIND) return;
    this.reported.add(place);
    this.handOn(finding);
  };

  /** How many of each kind, those that were only counted too. */
  byKind(): Partial<Record<FindingKind, number>> {
    return Object.fromEntries(this.counts);
  }
}
