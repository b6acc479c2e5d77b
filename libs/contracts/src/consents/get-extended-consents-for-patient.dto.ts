import { Answer, Flag, HsaIdToCompare, Part } from '../validation';
import {
  exampleCareProviderId,
  examplePatient,
  GetExtendedConsentsResultType,
  IIType,
  JsonExtras,
} from '../messages';

/** GetExtendedConsentsForPatient, as asked. */
export class GetExtendedConsentsForPatientDto {
  @HsaIdToCompare({
    about: 'The care provider whose consents are asked for.',
    example: exampleCareProviderId,
  })
  careProviderId: string;

  @Part(IIType, { about: 'The patient.' })
  patientId: IIType;

  @Flag({ about: 'Whether those that were cancelled, deleted or have expired are asked for too.' })
  getCancelledFlag: boolean;
}

/** GetExtendedConsentsForPatient, as answered. */
export class GetExtendedConsentsForPatientResponse extends JsonExtras {
  @Answer(GetExtendedConsentsResultType, { about: 'The answer.' })
  getExtendedConsentsResult: GetExtendedConsentsResultType;
}

/** A request that works as it stands. */
export const getExtendedConsentsForPatientExample = {
  careProviderId: exampleCareProviderId,
  patientId: examplePatient,
  getCancelledFlag: true,
};
