/** The outcome of the ticket in the address. `invalid`: empty, repeated, unknown, forged, revoked, or bound to another person. */
export type TicketFact = 'none' | 'invalid' | 'expired' | 'authentic';

/** The person arrives, from an EHR or by the portal's own address. */
export interface Entry {
  readonly stage: 'entry';
  readonly ticket: TicketFact;
}

/** The person comes back from the identity provider, with a state that is ours. */
export interface Callback {
  readonly stage: 'callback';
  readonly answer: 'signed-in' | 'cancelled' | 'fault' | 'level-too-low';
}

/** The identity provider has said who the person is; may that person in? */
export interface Authorisation {
  readonly stage: 'authorise';
  readonly ticket: TicketFact;
  readonly hasAccount: boolean;
  /** The register of health personnel: whether the person is in it, and with a category that gives access. */
  readonly hpr: 'unavailable' | 'not-found' | 'without-role' | 'with-role';
  /** The organisation of the ticket; without one, whether any of the person's own is active. */
  readonly organisation: 'unavailable' | 'inactive' | 'active';
  /** With the organisation of the ticket; without one, with any. */
  readonly affiliation: 'none' | 'one' | 'several';
  /** The person has a category that the organisation of the ticket admits without affiliation. */
  readonly isAdmittedWithoutAffiliation: boolean;
}

/** One person's way in, at one of its three stages. */
export type Attempt = Entry | Callback | Authorisation;
