import type { Moment } from '../copy/copy-options';
import type { SnapshotRecord } from './snapshot-answer';

export interface ConsentSnapshotOptions {
  /** The care provider whose consents it holds. */
  readonly careProviderId: string;
  /** The public keys of the ledger, as `name+id+key`: the present one, and earlier ones. By a way of their own, and not from the service. */
  readonly keys: readonly string[];
  /** Where it is kept between two runs. It has personal identities in it. Absent: in memory alone. */
  readonly file?: string;
  /** How wrong the clock of this machine may be, in milliseconds. Default 5 000. */
  readonly maxClockErrorMs?: number;
  /**
   * Keeps a record of each answer that a client gives from it. The answer is given when the record is kept; what is thrown here, at once
   * or later, is thrown in place of the answer.
   */
  readonly onAnswer?: (record: SnapshotRecord) => void | Promise<void>;
  /** Hears why a reading in the background failed. */
  readonly onFailure?: (error: unknown) => void;
  /** What time it is. Default: that of the machine. */
  readonly clock?: () => Moment;
}
