import type { Instant, PersonIdentity } from '#consent';
import type { AccessBasis } from '#sign-on';

/** Where a person works while signed on, and what the consent contracts know that person by there. */
export interface SessionWorkplace {
  readonly organisationNumber: string;
  readonly organisationName: string;
  /** HSA-id. */
  readonly careProviderId: string;
  /** Absent for who is let in without an affiliation: such a person may look, and enters nothing. */
  readonly unit?: {
    /** HSA-id. */
    readonly careUnitId: string;
    readonly careUnitName: string;
    /** HSA-id. */
    readonly employeeId: string;
  };
}

/** The patient that is open. */
export interface OpenPatient {
  readonly identity: PersonIdentity;
  /** As the records system stated it; absent when the patient was searched for in the portal. */
  readonly basis?: AccessBasis;
}

/** A person who is signed on. It stays on the server; the browser has a random id that finds it. */
export interface Session {
  readonly person: PersonIdentity;
  readonly hprNumber: string;
  /** As the register of health personnel has it; absent where it keeps no names. */
  readonly name?: string;
  readonly workplace: SessionWorkplace;
  /** Whether the person may change the workplace. */
  readonly hasSeveralWorkplaces?: boolean;
  readonly patient: OpenPatient | null;
  /** Stands in every form, and is demanded of every write. */
  readonly csrfToken: string;
  readonly signedOnAt: Instant;
  readonly lastSeenAt: Instant;
  /** What the identity provider proved the person by, for signing out there; absent when it was too long to be kept. */
  readonly idToken?: string;
}
