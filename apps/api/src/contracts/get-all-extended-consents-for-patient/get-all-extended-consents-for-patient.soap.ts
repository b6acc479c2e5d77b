import { flag, part } from '../../messages/elements';
import type { SoapContract } from '../../contract/soap-contract';
import { iiType } from '../../messages/identity.soap';
import { getExtendedConsentsResultType } from '../../messages/query-result.soap';
import { GetAllExtendedConsentsForPatient } from './get-all-extended-consents-for-patient.contract';

/** GetAllExtendedConsentsForPatient at the SOAP door. */
export const getAllExtendedConsentsForPatientSoap: SoapContract = {
  name: 'GetAllExtendedConsentsForPatient',
  major: 1,
  contract: GetAllExtendedConsentsForPatient,
  request: [part('patientId', iiType), flag('getCancelledFlag')],
  response: [part('getExtendedConsentsResult', getExtendedConsentsResultType)],
};
