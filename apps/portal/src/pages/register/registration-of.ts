import type { Instant } from '#consent';
import type { Registration } from '../../consent-service';
import type { Session } from '../../sessions/session';
import { actionBy } from '../forms/action';
import type { FieldOf } from '../forms/faults';
import { given, statedTime } from '../forms/form-fields';
import { patientOf } from '../views/consents-of-patient';
import { writtenIdentity } from '../../words/identities';

export const fieldNames = [
  'assertionId',
  'assertionType',
  'whom',
  'employeeId',
  'startDate',
  'endDate',
  'representativeKind',
  'representativeNumber',
  'reasonText',
] as const;

export type RegisterValues = Readonly<Record<(typeof fieldNames)[number], string>>;

/** Beside which field a fault of an element stands. */
export const fieldOfElement: FieldOf = {
  assertionType: 'assertionType',
  employeeId: 'employeeId',
  startDate: 'startDate',
  endDate: 'endDate',
  'representedBy.root': 'representativeKind',
  representedBy: 'representativeNumber',
  'registrationAction.reasonText': 'reasonText',
};

/** RegisterExtendedConsent as a form asks for it: for the open patient, at the unit where the person works. */
export function registrationOf(values: RegisterValues, session: Session, now: Instant): Registration {
  const { careProviderId, unit } = session.workplace;
  const { representativeKind, representativeNumber } = values;
  const representative = representativeNumber && writtenIdentity(representativeKind, representativeNumber);
  return {
    assertionId: values.assertionId,
    assertionType: values.assertionType,
    scope: 'NationalLevel',
    patientId: patientOf(session).identity,
    careProviderId,
    careUnitId: unit!.careUnitId,
    employeeId: employeeOf(values, session),
    startDate: statedTime(values.startDate),
    endDate: statedTime(values.endDate),
    representedBy: representative || undefined,
    registrationAction: actionBy(session, now, given(values.reasonText)),
  };
}

/** Whom it is for; `undefined`: the whole unit. */
function employeeOf({ whom, employeeId }: RegisterValues, { workplace }: Session): string | undefined {
  if (whom === 'unit') return undefined;
  return whom === 'me' ? workplace.unit!.employeeId : employeeId;
}
