import { AssertionId, HsaId, HsaIdOfOrganisation, NotBefore, OneOf, Part, Time } from '../validation';
import {
  assertionTypes,
  exampleAction,
  exampleAssertionId,
  exampleCareProviderId,
  exampleCareUnitId,
  exampleEmployeeId,
  exampleGuardian,
  exampleMistakenAssertionId,
  examplePatient,
  IIType,
  RegistrationActionType,
  ResultResponse,
  scopes,
} from '../messages';

/** RegisterExtendedConsent, as asked. */
export class RegisterExtendedConsentDto {
  @AssertionId()
  assertionId: string;

  @OneOf(
    assertionTypes,
    'Consent of the patient, or emergency: the patient cannot consent, and life or health is at stake.',
  )
  assertionType: (typeof assertionTypes)[number];

  @OneOf(scopes, 'How far it reaches.')
  scope: (typeof scopes)[number];

  @Part(IIType, { about: 'The patient.' })
  patientId: IIType;

  @HsaIdOfOrganisation({ about: 'The care provider that may read.', example: exampleCareProviderId })
  careProviderId: string;

  @HsaIdOfOrganisation({ about: 'The care unit that may read.', example: exampleCareUnitId })
  careUnitId: string;

  @HsaId({
    about: 'The only employee who may read; absent: all staff of the unit.',
    example: exampleEmployeeId,
    optional: true,
  })
  employeeId?: string;

  @Time({
    about: 'The first moment of its validity; absent: now.',
    example: '2025-01-15T10:00:00',
    optional: true,
  })
  startDate?: string;

  @Time({
    about: 'The last moment of its validity; absent: until further notice.',
    example: '2099-12-31T23:59:59',
    optional: true,
  })
  @NotBefore('startDate')
  endDate?: string;

  @Part(IIType, { about: 'The guardian who spoke for the patient.', optional: true })
  representedBy?: IIType;

  @Part(RegistrationActionType, { about: 'Who asked for the registration, and who made it.' })
  registrationAction: RegistrationActionType;
}

/** RegisterExtendedConsent, as answered. */
export class RegisterExtendedConsentResponse extends ResultResponse {}

/** A request that works as it stands. */
export const registerExtendedConsentExample = {
  assertionId: exampleAssertionId,
  assertionType: 'Consent',
  scope: 'NationalLevel',
  patientId: examplePatient,
  careProviderId: exampleCareProviderId,
  careUnitId: exampleCareUnitId,
  employeeId: exampleEmployeeId,
  startDate: '2025-01-15T10:00:00',
  endDate: '2099-12-31T23:59:59',
  representedBy: exampleGuardian,
  registrationAction: exampleAction(
    '2025-01-15T09:30:00',
    '2025-01-15T09:45:00',
    'Inför besök på mottagningen',
  ),
};

/** Another one, for an emergency that was none. */
export const registerByMistakeExample = {
  assertionId: exampleMistakenAssertionId,
  assertionType: 'Emergency',
  scope: 'NationalLevel',
  patientId: examplePatient,
  careProviderId: exampleCareProviderId,
  careUnitId: exampleCareUnitId,
  endDate: '2099-12-31T23:59:59',
  registrationAction: exampleAction('2025-01-20T03:10:00', '2025-01-20T03:12:00', 'Akut omhändertagande'),
};
