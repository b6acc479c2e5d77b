import { formatLocalTime, hsaKey, parseLocalTime, samePerson, type Instant } from '#consent';
import type { Body } from '#contract-doors';
import type { HeldConsent } from '../held';
import { personIn } from '../source';

/**
 * How what a service says of a consent differs from what is held of it. `shorter`: it ends earlier there. A consent that ends later
 * there gives nothing here that it does not give there, so that is no difference.
 */
export type Difference = 'none' | 'shorter' | 'other';

export function differenceOf(held: HeldConsent, basics: Body): Difference {
  if (!isSame(held, basics)) return 'other';
  const end = instantIn(basics['endDate']);
  if (end === 'none') return 'none';
  if (end === null) return 'other';
  const isShorter = held.lastValidAt === null || wholeSecond(held.lastValidAt) > end;
  return isShorter ? 'shorter' : 'none';
}

/** Times on the wire have whole seconds. */
const wholeSecond = (instant: Instant): Instant => Math.floor(instant / 1000) * 1000;

function isSame({ registered }: HeldConsent, basics: Body): boolean {
  const patient = personIn(basics['patientId']);
  return (
    patient !== null &&
    samePerson(patient, registered.patient) &&
    basics['assertionType'] === registered.assertionType &&
    basics['scope'] === registered.scope &&
    sameId(basics['careProviderId'], registered.careProviderId) &&
    sameId(basics['careUnitId'], registered.careUnitId) &&
    sameId(basics['employeeId'], registered.employeeId) &&
    sameStart(basics['startDate'], registered.start.at)
  );
}

function sameId(one: unknown, other: string | undefined): boolean {
  if (isAbsent(one) || other === undefined) return isAbsent(one) && other === undefined;
  return typeof one === 'string' && hsaKey(one) === hsaKey(other);
}

function sameStart(text: unknown, start: Instant): boolean {
  const at = instantIn(text);
  return typeof at === 'number' && formatLocalTime(at) === formatLocalTime(start);
}

/** `null`: not a time. */
function instantIn(text: unknown): Instant | 'none' | null {
  if (isAbsent(text)) return 'none';
  return typeof text === 'string' ? parseLocalTime(text) : null;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';
