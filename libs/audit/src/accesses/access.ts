import type { Instant, PersonIdentity, Proof, Provenance } from '#consent';
import type { Position } from '#event-store';

/** What a call is about, as far as its message names it. */
export interface AccessSubject {
  readonly patient?: PersonIdentity;
  readonly careProviderId?: string;
  readonly careUnitId?: string;
  /** The employee who acts, or whom the question is about. */
  readonly employeeId?: string;
  /** The consent. */
  readonly assertionId?: string;
}

/**
 * One look at what is kept about patients, or one denied call: who asked for what, and how much was shown. A CheckConsent that was
 * answered is a decision instead.
 */
export interface Access extends AccessSubject {
  /** A UUID of its own. */
  readonly id: string;
  /** The instant that it was asked for. */
  readonly askedAt: Instant;
  /** What the last event behind the answer is known by, wherever the ledger is moved; `NO_POSITION`: none, or nothing was looked up. */
  readonly position: Position;
  /** The contract that was called. */
  readonly contract: string;
  /** Whether the caller was allowed to ask. */
  readonly isGranted: boolean;
  /** Why not: `right`, `care-provider`, and their like. */
  readonly denial?: string;
  /** How many of what was asked for the answer shows: consents, decisions, events of a history. Absent: it was shown as it was read. */
  readonly shown?: number;
  /** HSA-id of the system that asked; `ledger` for the command line. */
  readonly callerId: string;
  /** Of the command line: the user of the operating system, and the machine, such as `anna@consents-1`. */
  readonly systemUser?: string;
  /** What for, in the words of the person who asked. */
  readonly purpose?: string;
  /** HSA-id of the system where the request began, as the caller states it. */
  readonly originalConsumer?: string;
  /** HSA-id of whom the caller acts for, as the caller states it; of somebody in the portal without one, `HPR` and the HPR number. */
  readonly onBehalfOf?: string;
  /** How the system proved that it was the one that asked. */
  readonly proof?: Proof;
  readonly correlationId: string;
  /** `webhook`: the service sent it, to an address of the system. `portal`: a page of the portal; `command-line`: a command of `ledger`. Both read the logs themselves. */
  readonly door: Provenance['door'] | 'webhook' | 'portal' | 'command-line';
}
