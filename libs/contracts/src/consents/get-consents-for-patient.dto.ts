import { Answer, HsaIdToCompare, Part } from '../validation';
import {
  exampleCareProviderId,
  examplePatient,
  GetConsentsResultType,
  IIType,
  JsonExtras,
} from '../messages';

/** GetConsentsForPatient, as asked. */
export class GetConsentsForPatientDto {
  @HsaIdToCompare({
    about: 'The care provider whose consents are asked for.',
    example: exampleCareProviderId,
  })
  careProviderId: string;

  @Part(IIType, { about: 'The patient.' })
  patientId: IIType;
}

/** GetConsentsForPatient, as answered. */
export class GetConsentsForPatientResponse extends JsonExtras {
  @Answer(GetConsentsResultType, { about: 'The answer.' })
  getConsentsResult: GetConsentsResultType;
}

/** A request that works as it stands. */
export const getConsentsForPatientExample = {
  careProviderId: exampleCareProviderId,
  patientId: examplePatient,
};
