import type { AssertionType, Instant, PersonIdentity } from '#consent';
import type { Position } from '#event-store';

/** One answered CheckConsent: all that is needed to answer it again, and to tell who was told what. */
export interface Decision {
  /** A UUID of its own. */
  readonly id: string;
  /** The instant that the check was asked for. */
  readonly decidedAt: Instant;
  /** The position of the ledger that the answer was computed at. */
  readonly position: Position;
  readonly patient: PersonIdentity;
  readonly employeeId: string;
  readonly careProviderId: string;
  readonly careUnitId: string;
  readonly hasConsent: boolean;
  /** Of the consent that gave access. */
  readonly assertionType?: AssertionType;
  readonly assertionId?: string;
  /** The system that asked. */
  readonly callerId: string;
  readonly correlationId: string;
}
