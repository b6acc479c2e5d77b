import { askedAt, hasExpired, hasStarted } from '#consent';
import type { AssertionType, Instant, PersonIdentity } from '#consent';
import { spanOf, type Assertion } from '../assertion';
import { consentKey } from '../consent-key';
import type { ConsentChangeAt } from './changes.query';

/** What a check needs to know of a consent, at a place and a time where nobody can be asked. */
export interface HeldConsent {
  /** The position of its registration, which distinguishes it from all others. */
  readonly registeredAt: number;
  readonly assertionType: AssertionType;
  readonly patient: PersonIdentity;
  readonly careUnitId: string;
  /** Absent: everyone with an assignment at the unit. */
  readonly employeeId?: string;
  /** Absent: it had begun when it was recorded. */
  readonly startsAt?: Instant;
  /** The last instant of its validity; absent: until further notice. */
  readonly lastValidAt?: Instant;
}

interface Standing {
  readonly assertion: Assertion;
  readonly lastValidAt: Instant | null;
  readonly recordedAt: Instant;
  readonly registeredAt: number;
}

/** What a care provider's consents have become by their changes, which are added in the order of the ledger, all of them. */
export class ConsentsByChanges {
  private readonly standing = new Map<string, Standing>();
  private readonly touched = new Set<number>();

  /** `since`: changes after this position are those that another reader does not know yet. */
  constructor(private readonly since: number) {}

  add(change: ConsentChangeAt): void {
    const key = consentKey(change.assertionId);
    const before = this.standing.get(key);
    const after = standingAfter(change, before);
    if (after) this.standing.set(key, after);
    else this.standing.delete(key);
    const { registeredAt } = after ?? before ?? {};
    if (change.position > this.since && registeredAt !== undefined) this.touched.add(registeredAt);
  }

  /** All that may give access at this instant or later, in the order of their registration. */
  heldAt(instant: Instant): HeldConsent[] {
    return [...this.standing.values()].filter((one) => mayGive(one, instant)).map(held);
  }

  /** The consents that were changed after `since`, by the positions of their registrations. */
  changed(): ReadonlySet<number> {
    return this.touched;
  }
}

function standingAfter(
  { what, recordedAt = 0, position }: ConsentChangeAt,
  before: Standing | undefined,
): Standing | null {
  switch (what.change) {
    case 'registered': {
      const { lastValidAt } = spanOf(what.assertion);
      return { assertion: what.assertion, lastValidAt, recordedAt, registeredAt: position };
    }
    case 'ended':
      return before
        ? { ...before, lastValidAt: what.lastValidAt, recordedAt: Math.max(before.recordedAt, recordedAt) }
        : null;
    case 'cancelled':
    case 'deleted':
    case 'unreadable':
      return null;
  }
}

const mayGive = ({ assertion, lastValidAt, recordedAt }: Standing, instant: Instant): boolean =>
  !hasExpired({ ...spanOf(assertion), lastValidAt }, askedAt(instant, recordedAt));

/** A question is never older than the record, so a beginning before it is none; and an end before it has no place here. */
function held({ assertion, lastValidAt, recordedAt, registeredAt }: Standing): HeldConsent {
  const { assertionType, patient, careUnitId, employeeId, start } = assertion;
  return {
    registeredAt,
    assertionType,
    patient,
    careUnitId,
    ...(employeeId !== undefined && { employeeId }),
    ...(!hasStarted(spanOf(assertion), recordedAt) && { startsAt: start.at }),
    ...(lastValidAt !== null && { lastValidAt }),
  };
}
