import { flag, part, text } from '../../messages/elements';
import type { SoapContract } from '../../contract/soap-contract';
import { iiType } from '../../messages/identity.soap';
import { getExtendedConsentsResultType } from '../../messages/query-result.soap';
import { GetExtendedConsentsForPatient } from './get-extended-consents-for-patient.contract';

/** GetExtendedConsentsForPatient at the SOAP door. */
export const getExtendedConsentsForPatientSoap: SoapContract = {
  name: 'GetExtendedConsentsForPatient',
  major: 2,
  contract: GetExtendedConsentsForPatient,
  request: [text('careProviderId'), part('patientId', iiType), flag('getCancelledFlag')],
  response: [part('getExtendedConsentsResult', getExtendedConsentsResultType)],
};
