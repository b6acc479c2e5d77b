import type { Counts, Faults } from './faults';
import type { MemoryLog } from './memory-log';
import type { Security } from './security';

/** A call that is under way and can be broken off. */
export interface OpenCall {
  emit(event: 'error', error: Error): unknown;
}

/** What the services share. It outlives the listening server, which may die and come back. */
export interface ServerState {
  readonly log: MemoryLog;
  readonly faults: Faults;
  readonly counts: Counts;
  /** The ids of the appends that are not answered yet. */
  readonly underWay: Set<string>;
  readonly subscriptions: Set<OpenCall>;
  /** None: without TLS, and everybody may do everything. */
  readonly security: Security | undefined;
  port: number;
}
