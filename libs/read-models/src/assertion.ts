import type {
  AssertionType,
  ConsentRegistered,
  Instant,
  PersonIdentity,
  Scope,
  Span,
  StatedTime,
} from '#consent';

/** A consent as it stands now: the contract's PDLAssertion. */
export interface Assertion {
  readonly assertionId: string;
  readonly assertionType: AssertionType;
  readonly scope: Scope;
  readonly patient: PersonIdentity;
  readonly careProviderId: string;
  readonly careUnitId: string;
  readonly employeeId?: string;
  readonly start: StatedTime;
  /** The present end, after all changes. Absent: until further notice. */
  readonly end?: StatedTime;
  readonly ownerId: string;
}

/** Optional fields are left out rather than undefined: a row must be the same before and after it was stored. */
export const assertionOf = (event: ConsentRegistered): Assertion => ({
  assertionId: event.assertionId,
  assertionType: event.assertionType,
  scope: event.scope,
  patient: event.patient,
  careProviderId: event.careProviderId,
  careUnitId: event.careUnitId,
  ...(event.employeeId !== undefined && { employeeId: event.employeeId }),
  start: event.start,
  ...(event.end && { end: event.end }),
  ownerId: event.ownerId,
});

export const spanOf = ({ start, end }: Pick<Assertion, 'start' | 'end'>): Span => ({
  startsAt: start.at,
  lastValidAt: end?.at ?? null,
});

/**
 * The latest time at which anything about a consent was recorded. Writers' clocks differ, so a later event may carry an earlier
 * time; a consent that has once been answered as started must not go back to not started because of it.
 */
export const latestRecordedAt = (
  row: { readonly recordedAt: Instant },
  event: { readonly recordedAt: Instant },
): Instant => Math.max(row.recordedAt, event.recordedAt);
