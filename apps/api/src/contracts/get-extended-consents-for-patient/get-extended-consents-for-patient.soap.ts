import { flag, part, text, type SoapContract } from '../../doors/soap';
import { iiType } from '../types/identity.soap';
import { getExtendedConsentsResultType } from '../types/query-result.soap';
import { GetExtendedConsentsForPatient } from './get-extended-consents-for-patient.contract';

/** GetExtendedConsentsForPatient at the SOAP door. */
export const getExtendedConsentsForPatientSoap: SoapContract = {
  name: 'GetExtendedConsentsForPatient',
  major: 2,
  contract: GetExtendedConsentsForPatient,
  request: [text('careProviderId'), part('patientId', iiType), flag('getCancelledFlag')],
  response: [part('getExtendedConsentsResult', getExtendedConsentsResultType)],
};
