import type { Caller, Instant, Provenance } from '#consent';
import type { Position } from '#event-store';
import type { Right } from './rights';

/** Everything about a request but its body: who asks, when, and how it came in. */
export interface RequestContext {
  readonly caller: Caller;
  /** What the caller may see beyond the contracts' answers. */
  readonly rights: ReadonlySet<Right>;
  readonly now: Instant;
  readonly provenance: Provenance;
  /** Whom the request was sent to, where the door has such an address: a care provider, or the service itself. */
  readonly logicalAddress?: string;
  /** The caller wants an answer that is at least as new as this. */
  readonly atLeast?: Position;
  /** The caller asks why a check is answered as it is. */
  readonly explain?: boolean;
  /** The request carries an idempotency key: all its repetitions get the first answer. */
  readonly isRepeatable: boolean;
}
