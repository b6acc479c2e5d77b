import type { Caller } from './caller';
import type { Action, AssertionType, Instant, Scope, StatedTime } from './event';
import type { PersonIdentity } from './identity';

/** What every command brings along as data: the rules see no clock and no network. */
interface CommandBase {
  /** A UUID in any case. */
  readonly assertionId: string;
  /** The time of recording. */
  readonly now: Instant;
  readonly caller: Caller;
}

export interface RegisterConsent extends CommandBase {
  readonly type: 'RegisterConsent';
  readonly assertionType: AssertionType;
  readonly scope: Scope;
  readonly patient: PersonIdentity;
  readonly careProviderId: string;
  readonly careUnitId: string;
  readonly employeeId?: string;
  /** Absent: valid from the time of registration. */
  readonly start?: StatedTime;
  readonly end?: StatedTime;
  readonly representedBy?: PersonIdentity;
  readonly registration: Action;
  /** Whether the same registration, equal in every field, may be repeated and answered OK. */
  readonly forgiving: boolean;
}

export interface CancelConsent extends CommandBase {
  readonly type: 'CancelConsent';
  readonly cancellation: Action;
}

export interface DeleteConsent extends CommandBase {
  readonly type: 'DeleteConsent';
  readonly deletion: Action;
}

export interface EndConsentByPatient extends CommandBase {
  readonly type: 'EndConsentByPatient';
  readonly patient: PersonIdentity;
  readonly representedBy?: PersonIdentity;
  /** Absent: it ends now. */
  readonly end?: StatedTime;
}

export type ConsentCommand = RegisterConsent | CancelConsent | DeleteConsent | EndConsentByPatient;
