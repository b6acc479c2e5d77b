import type { Instant, PersonIdentity } from '#consent';
import type { RegisterExtendedConsentDto } from '#contracts';
import type { Session } from '../../sessions/session';
import { actionBy } from '../forms/action';
import { answerFields } from '../forms/confirmation';
import type { FieldOf } from '../forms/faults';
import { given } from '../forms/form-fields';
import { momentFields } from '../forms/moment/moment';
import { representativeFields } from '../forms/representative';
import { patientOf } from '../views/consents-of-patient';

export const typedFields = [
  'assertionId',
  'assertionType',
  'whom',
  'employeeId',
  ...momentFields('start'),
  ...momentFields('end'),
  ...representativeFields,
  'reasonText',
] as const;

export const fieldNames = [...typedFields, ...answerFields] as const;

export type RegisterValues = Readonly<Record<(typeof fieldNames)[number], string>>;

/** Beside which field a fault of an element stands. */
export const fieldOfElement: FieldOf = {
  assertionType: 'assertionType',
  employeeId: 'employeeId',
  startDate: 'startDate',
  endDate: 'endDate',
  representedBy: 'representativeNumber',
  'registrationAction.reasonText': 'reasonText',
};

/** What a form says once it has been looked through. Times as the contracts write them. */
export interface Stated {
  /** Absent: from now on, which was chosen. */
  readonly startDate?: string;
  /** Absent: until further notice, which was chosen. */
  readonly endDate?: string;
  readonly representedBy?: PersonIdentity;
}

/**
 * RegisterExtendedConsent as a form asks for it: for the open patient, at the unit where the person works. The form may hold any text
 * as the kind of consent; the service refuses an unknown one.
 */
export function registrationOf(
  values: RegisterValues,
  { startDate, endDate, representedBy }: Stated,
  session: Session,
  now: Instant,
): RegisterExtendedConsentDto {
  const { careProviderId, unit } = session.workplace;
  return {
    assertionId: values.assertionId,
    assertionType: values.assertionType as RegisterExtendedConsentDto['assertionType'],
    scope: 'NationalLevel',
    patientId: patientOf(session).identity,
    careProviderId,
    careUnitId: unit!.careUnitId,
    employeeId: employeeOf(values, session),
    startDate,
    endDate,
    representedBy,
    registrationAction: actionBy(session, now, given(values.reasonText)),
  };
}

/** Whom it is for; `undefined`: the whole unit. */
function employeeOf({ whom, employeeId }: RegisterValues, { workplace }: Session): string | undefined {
  if (whom === 'unit') return undefined;
  return whom === 'me' ? workplace.unit!.employeeId : employeeId.toUpperCase();
}
