import { part, text, type SoapContract } from '../../doors/soap';
import { iiType } from '../types/identity.soap';
import { getConsentsResultType } from '../types/query-result.soap';
import { GetConsentsForPatient } from './get-consents-for-patient.contract';

/** GetConsentsForPatient at the SOAP door. */
export const getConsentsForPatientSoap: SoapContract = {
  name: 'GetConsentsForPatient',
  major: 2,
  contract: GetConsentsForPatient,
  request: [text('careProviderId'), part('patientId', iiType)],
  response: [part('getConsentsResult', getConsentsResultType)],
};
