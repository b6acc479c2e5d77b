import type { EventStore } from '#event-store';
import { BufferedDecisionLog } from './buffered-decision-log';
import type { Decision } from './decision';
import { DecisionWriter, type DecisionWitness } from './decision-writer';
import { DurableDecisionLog } from './durable-decision-log';

/** Where decisions are kept. */
export interface DecisionLog {
  /**
   * Keeps a decision. An answer is not given before the promise is resolved, where there is one.
   * @throws StoreUnavailable when it is unknown whether it was kept.
   */
  record(decision: Decision): Promise<void> | void;
  /** Writes what waits. */
  close(): Promise<void>;
}

const NO_LOG: DecisionLog = { record: () => undefined, close: () => Promise.resolve() };

/**
 * `durable`: a decision is on the disk, or acknowledged by the server's quorum, before its answer is given. `buffered`: it is
 * written a moment later, and a crash may lose the last ones. `off`: none is kept.
 */
export type DecisionLogMode = 'durable' | 'buffered' | 'off';

export function openDecisionLog(
  mode: DecisionLogMode,
  auditStore: Pick<EventStore, 'append'>,
  witness: DecisionWitness,
): DecisionLog {
  if (mode === 'off') return NO_LOG;
  const writer = new DecisionWriter(auditStore, witness);
  return mode === 'durable' ? new DurableDecisionLog(writer) : new BufferedDecisionLog(writer, witness);
}
