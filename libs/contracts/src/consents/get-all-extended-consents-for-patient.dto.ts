import { Answer, Flag, Part } from '../validation';
import { examplePatient, GetExtendedConsentsResultType, IIType, JsonExtras } from '../messages';

/** GetAllExtendedConsentsForPatient, as asked. */
export class GetAllExtendedConsentsForPatientDto {
  @Part(IIType, { about: 'The patient.' })
  patientId: IIType;

  @Flag({ about: 'Whether those that were cancelled, deleted or have expired are asked for too.' })
  getCancelledFlag: boolean;
}

/** GetAllExtendedConsentsForPatient, as answered. */
export class GetAllExtendedConsentsForPatientResponse extends JsonExtras {
  @Answer(GetExtendedConsentsResultType, { about: 'The answer.' })
  getExtendedConsentsResult: GetExtendedConsentsResultType;
}

/** A request that works as it stands. */
export const getAllExtendedConsentsForPatientExample = {
  patientId: examplePatient,
  getCancelledFlag: true,
};
