import { part, text } from '../../messages/elements';
import type { SoapContract } from '../../contract/soap-contract';
import { iiType } from '../../messages/identity.soap';
import { getConsentsResultType } from '../../messages/query-result.soap';
import { GetConsentsForPatient } from './get-consents-for-patient.contract';

/** GetConsentsForPatient at the SOAP door. */
export const getConsentsForPatientSoap: SoapContract = {
  name: 'GetConsentsForPatient',
  major: 2,
  contract: GetConsentsForPatient,
  request: [text('careProviderId'), part('patientId', iiType)],
  response: [part('getConsentsResult', getConsentsResultType)],
};
