import type { PersonIdentity } from './identity';

/** An instant: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A time somebody stated: the instant it means, and the text as it was sent (`null` when the ledger filled it in). */
export interface StatedTime {
  readonly at: Instant;
  readonly sent: string | null;
}

export type AssertionType = 'Consent' | 'Emergency';
export type Scope = 'NationalLevel';

/** A person acting at work: the contract's ActorType. */
export interface Actor {
  readonly employeeId: string;
  readonly assignmentId?: string;
  readonly assignmentName?: string;
}

/** Who asked for something and who put it into the system, and when, as they state it: the contract's ActionType. */
export interface Action {
  readonly requestDate: StatedTime;
  readonly requestedBy: Actor;
  readonly registrationDate: StatedTime;
  readonly registeredBy: Actor;
  readonly reasonText?: string;
}

/** What every event about a consent carries, so that each projection can place it without asking anyone. */
interface ConsentEventBase {
  /** As its first registration spelled it; see `consentStream` for when two ids are the same. */
  readonly assertionId: string;
  readonly patient: PersonIdentity;
  readonly careProviderId: string;
  readonly careUnitId: string;
  /** When the ledger recorded it, by the ledger's own clock. */
  readonly recordedAt: Instant;
}

/** The patient consented (or it is an emergency): staff at a unit, or one employee there, may read records kept by others. */
export interface ConsentRegistered extends ConsentEventBase {
  readonly type: 'ConsentRegistered';
  readonly assertionType: AssertionType;
  readonly scope: Scope;
  /** Absent: everyone with an assignment at the unit. */
  readonly employeeId?: string;
  readonly start: StatedTime;
  /** The last instant at which it is valid. Absent: until further notice. */
  readonly end?: StatedTime;
  /** A guardian who spoke for the patient. Informational. */
  readonly representedBy?: PersonIdentity;
  /** The id of the system that registered it: where the request began, which is not always the system that called. */
  readonly ownerId: string;
  readonly registration: Action;
}

/** It ended because the patient asked for it. */
export interface ConsentCancelled extends ConsentEventBase {
  readonly type: 'ConsentCancelled';
  readonly cancellation: Action;
}

/** It had been registered by mistake. Until now it was valid and may have been used. */
export interface ConsentDeleted extends ConsentEventBase {
  readonly type: 'ConsentDeleted';
  readonly deletion: Action;
}

/** The patient moved its end closer, without a cancellation. */
export interface ConsentEndedByPatient extends ConsentEventBase {
  readonly type: 'ConsentEndedByPatient';
  /** The last instant at which it is valid, from now on. */
  readonly end: StatedTime;
  readonly representedBy?: PersonIdentity;
}

export type ConsentEvent = ConsentRegistered | ConsentCancelled | ConsentDeleted | ConsentEndedByPatient;
