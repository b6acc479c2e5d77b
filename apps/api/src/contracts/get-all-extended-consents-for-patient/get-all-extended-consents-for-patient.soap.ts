import { flag, part, type SoapContract } from '../../doors/soap';
import { iiType } from '../types/identity.soap';
import { getExtendedConsentsResultType } from '../types/query-result.soap';
import { GetAllExtendedConsentsForPatient } from './get-all-extended-consents-for-patient.contract';

/** GetAllExtendedConsentsForPatient at the SOAP door. */
export const getAllExtendedConsentsForPatientSoap: SoapContract = {
  name: 'GetAllExtendedConsentsForPatient',
  major: 1,
  contract: GetAllExtendedConsentsForPatient,
  request: [part('patientId', iiType), flag('getCancelledFlag')],
  response: [part('getExtendedConsentsResult', getExtendedConsentsResultType)],
};
