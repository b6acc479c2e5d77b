import type { Caller, Instant, Provenance } from '#consent';
import type { Position } from '#event-store';
import type { CallingSystem } from './calling-system';

/** Everything about a request but its body: who asks, when, and how it came in. */
export interface RequestContext {
  /** The system that called. */
  readonly system: CallingSystem;
  /** The same, as the rules see it. */
  readonly caller: Caller;
  readonly now: Instant;
  readonly provenance: Provenance;
  /** Whom the request was sent to, where the door has such an address: a care provider, or the service itself. */
  readonly logicalAddress?: string;
  /** The caller wants an answer that is at least as new as this. */
  readonly atLeast?: Position;
  /** The caller asks why a check is answered as it is. */
  readonly explain?: boolean;
  /** The answer is a further part of one that goes on, and whose beginning was recorded. */
  readonly goesOn?: true;
  /** Nobody asked: the service sends the answer to an address of the system. */
  readonly isSent?: true;
  /** The request carries an idempotency key: all its repetitions get the first answer. */
  readonly isRepeatable: boolean;
}
