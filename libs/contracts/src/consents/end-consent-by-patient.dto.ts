import { AssertionId, Part, Time } from '../validation';
import { exampleAssertionId, exampleGuardian, examplePatient, IIType, ResultResponse } from '../messages';

/** EndConsentByPatient, as asked. */
export class EndConsentByPatientDto {
  @AssertionId()
  assertionId: string;

  @Part(IIType, { about: 'The patient.' })
  patientId: IIType;

  @Part(IIType, { about: 'The guardian who speaks for the patient.', optional: true })
  representedById?: IIType;

  @Time({
    about: 'The new last moment of its validity, before the present one; absent: now.',
    example: '2098-06-30T23:59:59',
    optional: true,
  })
  endDateTime?: string;
}

/** EndConsentByPatient, as answered. */
export class EndConsentByPatientResponse extends ResultResponse {}

/** A request that works as it stands. */
export const endConsentByPatientExample = {
  assertionId: exampleAssertionId,
  patientId: examplePatient,
  representedById: exampleGuardian,
  endDateTime: '2098-06-30T23:59:59',
};
