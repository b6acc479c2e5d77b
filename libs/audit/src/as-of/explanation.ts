import type { AssertionType, Instant } from '#consent';
import type { Position } from '#event-store';

/** A consent, as an explanation shows it. */
export interface ExplainedConsent {
  readonly assertionId: string;
  readonly assertionType: AssertionType;
  readonly careProviderId: string;
  readonly careUnitId: string;
  /** Absent: everyone with an assignment at the unit. */
  readonly employeeId?: string;
  readonly startsAt: Instant;
  /** `null`: until further notice. */
  readonly lastValidAt: Instant | null;
  readonly registeredAt: Instant;
  /** Where in the ledger it was registered. */
  readonly position: Position;
}

interface InTime {
  /** How far that was from the instant asked about, in milliseconds; never negative. */
  readonly apartMs: number;
}

/** It was not registered yet, as far as was known. */
export interface NotYetRegistered extends InTime {
  readonly code: 'not-yet-registered';
  readonly registeredAt: Instant;
  readonly position: Position;
}

export interface NotYetStarted extends InTime {
  readonly code: 'not-yet-started';
  readonly startsAt: Instant;
}

export interface Ended extends InTime {
  readonly code: 'ended';
  readonly lastValidAt: Instant;
  /** Whether the patient had moved the end to there. */
  readonly byPatient: boolean;
}

export interface Closed<Code extends 'cancelled' | 'deleted'> extends InTime {
  readonly code: Code;
  readonly closedAt: Instant;
  readonly position: Position;
}

export interface OtherEmployee {
  readonly code: 'other-employee';
  readonly employeeId: string;
}

export interface OtherCareUnit {
  readonly code: 'other-care-unit';
  readonly careUnitId: string;
}

export interface OtherCareProvider {
  readonly code: 'other-care-provider';
  readonly careProviderId: string;
  readonly careUnitId: string;
}

/** Why a consent did not give access. */
export type Reason =
  | NotYetRegistered
  | NotYetStarted
  | Ended
  | Closed<'cancelled'>
  | Closed<'deleted'>
  | OtherEmployee
  | OtherCareUnit
  | OtherCareProvider;

export type ReasonCode = Reason['code'];

/** A consent that did not give access, and everything that was in the way. */
export interface Miss {
  readonly consent: ExplainedConsent;
  /** At least one. */
  readonly reasons: readonly Reason[];
}

/** What happened to the consent that gave access, and did not count: it gave access all the same. */
export interface LaterChange {
  readonly code: 'cancelled' | 'deleted' | 'end-moved';
  /** Whether after the instant asked about. Otherwise before it, and not known. */
  readonly isLater: boolean;
  readonly recordedAt: Instant;
  readonly position: Position;
  /** The new end, of `end-moved`. */
  readonly lastValidAt?: Instant;
}

/** Why a check was answered as it was. */
export type Explanation =
  | {
      readonly hasConsent: true;
      readonly grantedBy: ExplainedConsent;
      readonly later: readonly LaterChange[];
    }
  | {
      readonly hasConsent: false;
      /** The nearest first. None: the patient has no consents. */
      readonly nearestMisses: readonly Miss[];
      /** How many more consents the patient has that are not listed. */
      readonly furtherMisses: number;
    };
