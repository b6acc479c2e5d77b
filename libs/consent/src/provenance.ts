/** How a system proved that it is the one that called. */
export interface Proof {
  readonly kind: 'token' | 'certificate';
  /** Who vouches for it: the issuer of the token, or the SHA-256 of the authority's certificate. */
  readonly issuer: string;
  /** What the issuer calls it: the client of the token, or the subject of the certificate. */
  readonly subject: string;
  /** SHA-256 of the certificate, in hexadecimal; or of the key that the token is bound to, as RFC 7638 has it. */
  readonly thumbprint?: string;
}

/** Where a statement comes from that no system sent here: another service, whose consents were adopted. */
export interface Adopted {
  /** The HSA-id by which the other service is known. */
  readonly source: string;
  /** Its address, without a name or password. */
  readonly address: string;
  /** When it was asked and said so, as UTC text. */
  readonly askedAt: string;
  /** HSA-id of the person who ran the command. */
  readonly operator: string;
}

/** How a request reached the ledger. Stored beside every event, and never used by the rules. */
export interface Provenance {
  /** A UUID: one per request, or one per caller and idempotency key. */
  readonly commandId: string;
  readonly correlationId: string;
  /** Of what was adopted: the door at which the other service was asked. Nothing is changed at the FHIR door. */
  readonly door: 'json' | 'soap' | 'fhir';
  /** HSA-id of the system that called; of what was adopted: of the other service. */
  readonly systemId: string;
  /** HSA-id of the system where the request began, as the caller states it. */
  readonly originalConsumer?: string;
  /** HSA-id of whom the caller acts for, as the caller states it. */
  readonly onBehalfOf?: string;
  /** Absent: the system did not have to prove anything. */
  readonly proof?: Proof;
  /** Absent: a system sent the request here. */
  readonly adopted?: Adopted;
}

/** An event as the history holds it. */
export interface Recorded<Event> {
  readonly event: Event;
  readonly provenance: Provenance;
  /** Its place in the ledger; later is larger. */
  readonly position: number;
}
