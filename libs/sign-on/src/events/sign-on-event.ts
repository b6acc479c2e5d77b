import type { Instant, PersonIdentity } from '#consent';
import type { SignOnRefusal } from '../decide-sign-on';

/** On what ground a patient is opened, as the health indicator names them: consent given, emergency, or exemption by law. */
export const accessBases = ['HPMOTTATTSAMTYKKE', 'HPAKUTT', 'HPUNNTAK'] as const;

export type AccessBasis = (typeof accessBases)[number];

/** An EHR may open this patient in the portal for a while. Of the ticket itself only the digest is kept. */
export interface TicketIssued {
  readonly type: 'TicketIssued';
  /** SHA-256 of the ticket's text, in hex. */
  readonly ticketDigest: string;
  readonly organisationNumber: string;
  readonly patient: PersonIdentity;
  readonly basis: AccessBasis;
  /** The records system that asked, as it names itself. */
  readonly recordsSystem: string;
  readonly expiresAt: Instant;
  readonly recordedAt: Instant;
}

/** The first person who came with the ticket; from now on it is that person's. */
export interface TicketRedeemed {
  readonly type: 'TicketRedeemed';
  readonly person: PersonIdentity;
  readonly recordedAt: Instant;
}

export interface AccountCreated {
  readonly type: 'AccountCreated';
  readonly person: PersonIdentity;
  readonly hprNumber: string;
  readonly recordedAt: Instant;
}

/** A person came in. */
export interface SignedOn {
  readonly type: 'SignedOn';
  readonly person: PersonIdentity;
  readonly organisationNumber: string;
  /** The ticket that the person came with, if any. */
  readonly ticketDigest?: string;
  readonly correlationId: string;
  readonly recordedAt: Instant;
}

/** Somebody was not let in. Before the identity provider has answered nobody knows who. */
export interface SignOnRefused {
  readonly type: 'SignOnRefused';
  readonly code: SignOnRefusal;
  readonly person?: PersonIdentity;
  readonly ticketDigest?: string;
  /** What the person was shown; it finds the log line. */
  readonly eventId: string;
  readonly recordedAt: Instant;
}

/** A person went out, or the session came to its end. */
export interface SignedOff {
  readonly type: 'SignedOff';
  readonly person: PersonIdentity;
  readonly reason: 'asked' | 'idle' | 'too-long';
  readonly recordedAt: Instant;
}

/** A person opened a patient. */
export interface PatientOpened {
  readonly type: 'PatientOpened';
  readonly person: PersonIdentity;
  readonly organisationNumber: string;
  readonly patient: PersonIdentity;
  /** Absent: searched for in the portal, without a ticket. */
  readonly basis?: AccessBasis;
  readonly correlationId: string;
  readonly recordedAt: Instant;
}

/** What is remembered of signing on. */
export type SignOnEvent =
  TicketIssued | TicketRedeemed | AccountCreated | SignedOn | SignOnRefused | SignedOff | PatientOpened;
