import type { AssertionType, PersonIdentity, Scope } from '#consent';

/** The contracts' messages, as far as the portal sends and reads them. Times are `YYYY-MM-DDThh:mm:ss` in Swedish local time. */

export interface ActorMessage {
  readonly employeeId: string;
  readonly assignmentId?: string;
  readonly assignmentName?: string;
}

/** ActionType: who asked for something, and who put it into the system. */
export interface ActionMessage {
  readonly requestDate: string;
  readonly requestedBy: ActorMessage;
  readonly registrationDate: string;
  readonly registeredBy: ActorMessage;
  readonly reasonText?: string;
}

/** RegisterExtendedConsent, as asked. */
export interface Registration {
  readonly assertionId: string;
  readonly assertionType: string;
  readonly scope: Scope;
  readonly patientId: PersonIdentity;
  readonly careProviderId: string;
  readonly careUnitId: string;
  readonly employeeId?: string;
  readonly startDate?: string;
  readonly endDate?: string;
  readonly representedBy?: PersonIdentity;
  readonly registrationAction: ActionMessage;
}

/** EndConsentByPatient, as asked. */
export interface EndByPatient {
  readonly assertionId: string;
  readonly patientId: PersonIdentity;
  readonly representedById?: PersonIdentity;
  readonly endDateTime?: string;
}

/** PDLAssertionType: a consent's basic data. */
export interface Assertion {
  readonly assertionId: string;
  readonly assertionType: AssertionType;
  readonly careProviderId: string;
  readonly careUnitId: string;
  readonly employeeId?: string;
  readonly startDate: string;
  /** Its last moment; absent: until further notice. */
  readonly endDate?: string;
  readonly patientId: PersonIdentity;
}

/** ExtendedPDLAssertionType: a consent, and who did what to it. */
export interface ExtendedAssertion {
  readonly pDLAssertion: Assertion;
  readonly representedBy?: PersonIdentity;
  readonly registrationInfo: ActionMessage;
  readonly cancellationInfo?: ActionMessage;
  readonly deletionInfo?: ActionMessage;
}

/** One fault of a request: which element, by its dotted path, and what is wrong with it, in Swedish. */
export interface Fault {
  readonly element: string;
  readonly message: string;
}

export type ResultCode =
  | 'OK'
  | 'INFO'
  | 'ERROR'
  | 'VALIDATION_ERROR'
  | 'ACCESSDENIED'
  | 'NOTFOUND'
  | 'ALREADYEXISTS'
  | 'INVALIDSTATE';

/** How a request went. */
export interface Outcome {
  readonly resultCode: ResultCode;
  /** In Swedish; absent when it is OK. */
  readonly resultText?: string;
  readonly faults: readonly Fault[];
}
