import type { AssertionType, Instant, PersonIdentity, Proof, Provenance } from '#consent';
import type { Position } from '#event-store';

/** One answered CheckConsent: all that is needed to answer it again, and to show who got which answer. */
export interface Decision {
  /** A UUID of its own, which nobody can guess: version 4; in records of earlier versions 7. */
  readonly id: string;
  /** The instant that the check was asked for. */
  readonly decidedAt: Instant;
  /** What the last event behind the answer is known by, wherever the ledger is moved; `NO_POSITION`: none, or nothing was looked up. */
  readonly position: Position;
  readonly patient: PersonIdentity;
  readonly employeeId: string;
  readonly careProviderId: string;
  readonly careUnitId: string;
  /** `ACCESSDENIED`: the caller may not ask this. Nothing was looked up, and the answer was no. */
  readonly result: 'OK' | 'ACCESSDENIED';
  /** Why it may not: `care-provider`, and its like. */
  readonly denial?: string;
  readonly hasConsent: boolean;
  /** Of the consent that gave access. */
  readonly assertionType?: AssertionType;
  readonly assertionId?: string;
  /** HSA-id of the system that asked. */
  readonly callerId: string;
  /** HSA-id of the system where the request began, as the caller states it. */
  readonly originalConsumer?: string;
  /** HSA-id of whom the caller acts for, as the caller states it. */
  readonly onBehalfOf?: string;
  /** How the system proved that it was the one that asked. */
  readonly proof?: Proof;
  readonly correlationId: string;
  readonly door: Provenance['door'];
}
