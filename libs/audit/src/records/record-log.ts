import type { EventStore } from '#event-store';
import { BufferedRecordLog } from './buffered-record-log';
import { DurableRecordLog } from './durable-record-log';
import type { RecordKind } from './record-kind';
import { RecordWriter, type RecordWitness } from './record-writer';

/** Where records of one kind are kept. */
export interface RecordLog<Kept> {
  /**
   * Keeps a record. An answer is not given before the promise is resolved, where there is one.
   * @throws StoreUnavailable when it is unknown whether it was kept.
   */
  record(record: Kept): Promise<void> | void;
  /** Writes what waits. */
  close(): Promise<void>;
}

const NO_LOG: RecordLog<unknown> = { record: () => undefined, close: () => Promise.resolve() };

/**
 * `durable`: a record is on the disk, or acknowledged by the server's quorum, before its answer is given. `buffered`: it is
 * written a moment later, and a crash may lose the last ones. `off`: none is kept.
 */
export type RecordLogMode = 'durable' | 'buffered' | 'off';

export function openRecordLog<Kept>(
  kind: RecordKind<Kept>,
  mode: RecordLogMode,
  auditStore: Pick<EventStore, 'append'>,
  witness: RecordWitness,
): RecordLog<Kept> {
  if (mode === 'off') return NO_LOG;
  const writer = new RecordWriter<Kept>(auditStore, witness);
  return mode === 'durable'
    ? new DurableRecordLog(kind, writer)
    : new BufferedRecordLog(kind, writer, witness);
}
