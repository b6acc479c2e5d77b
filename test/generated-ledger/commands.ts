import {
  formatLocalTime,
  parseLocalTime,
  type Action,
  type CancelConsent,
  type Caller,
  type DeleteConsent,
  type EndConsentByPatient,
  type Instant,
  type PersonIdentity,
  type RegisterConsent,
  type StatedTime,
} from '#consent';
import { v4 } from 'uuid';
import { capitalSystem, employeeOf, EMPLOYEES_PER_UNIT, patientNumber, type Unit } from './population';
import type { SeededRandom } from './seeded-random';

const GUARDIANS = 1000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Who calls, and when: the same for whatever is then asked. */
export interface Occasion {
  readonly now: Instant;
  readonly caller: Caller;
}

/** An instant as callers state it: in Swedish time and whole seconds. */
const stated = (instant: Instant): StatedTime => {
  const sent = formatLocalTime(instant);
  return { at: parseLocalTime(sent)!, sent };
};

/** What health care asks of the ledger, made up by a seed. */
export class Commands {
  constructor(private readonly random: SeededRandom) {}

  /** One in some is an emergency, is for one employee, or is spoken for by a guardian. */
  register(occasion: Occasion, patient: PersonIdentity, unit: Unit): RegisterConsent {
    const isEmergency = this.random.chance(0.03);
    return {
      ...occasion,
      ...unit,
      type: 'RegisterConsent',
      assertionId: this.newAssertionId(occasion.caller),
      assertionType: isEmergency ? 'Emergency' : 'Consent',
      scope: 'NationalLevel',
      patient,
      ...(this.random.chance(0.15) && { employeeId: this.employee(unit) }),
      ...this.span(occasion.now, isEmergency),
      ...(this.random.chance(0.03) && { representedBy: this.guardian() }),
      registration: this.action(occasion.now, unit),
      forgiving: false,
    };
  }

  cancel(occasion: Occasion, assertionId: string, unit: Unit): CancelConsent {
    const cancellation = this.action(occasion.now, unit, 'Patienten har återkallat sitt samtycke');
    return { ...occasion, type: 'CancelConsent', assertionId, cancellation };
  }

  delete(occasion: Occasion, assertionId: string, unit: Unit): DeleteConsent {
    const deletion = this.action(occasion.now, unit, 'Registrerat på fel patient');
    return { ...occasion, type: 'DeleteConsent', assertionId, deletion };
  }

  /** Half of them now, half on a day to come. */
  end(occasion: Occasion, assertionId: string, patient: PersonIdentity): EndConsentByPatient {
    const later = stated(occasion.now + this.random.below(60 * DAY));
    return {
      ...occasion,
      type: 'EndConsentByPatient',
      assertionId,
      patient,
      ...(this.random.chance(0.5) && { end: later }),
    };
  }

  private newAssertionId({ systemId }: Caller): string {
    const id = v4({ random: this.random.bytes(16) });
    return systemId === capitalSystem ? id.toUpperCase() : id;
  }

  private guardian(): PersonIdentity {
    return patientNumber(this.random.below(GUARDIANS));
  }

  private employee(unit: Unit): string {
    return employeeOf(unit, this.random.below(EMPLOYEES_PER_UNIT));
  }

  /** An emergency holds for a day; of the others most for some months, some from a day that has been or is to come. */
  private span(now: Instant, isEmergency: boolean): Pick<RegisterConsent, 'start' | 'end'> {
    if (isEmergency) return { end: stated(now + DAY) };
    const start = this.start(now);
    if (this.random.chance(0.2)) return { ...(start && { start }) };
    const end = stated((start?.at ?? now) + DAY * (30 + this.random.below(335)));
    return { ...(start && { start }), end };
  }

  private start(now: Instant): StatedTime | undefined {
    const kind = this.random.next();
    if (kind < 0.1) return stated(now - this.random.below(14 * DAY));
    if (kind < 0.15) return stated(now + this.random.below(30 * DAY));
    return kind < 0.5 ? stated(now) : undefined;
  }

  /** Asked for a while ago by one, put in by the same or another. */
  private action(now: Instant, unit: Unit, reasonText?: string): Action {
    const registrationDate = stated(now - this.random.below(MINUTE));
    return {
      requestDate: stated(registrationDate.at - this.random.below(30 * MINUTE)),
      requestedBy: { employeeId: this.employee(unit), assignmentName: 'Vård och behandling' },
      registrationDate,
      registeredBy: { employeeId: this.employee(unit) },
      ...(reasonText !== undefined && { reasonText }),
    };
  }
}
