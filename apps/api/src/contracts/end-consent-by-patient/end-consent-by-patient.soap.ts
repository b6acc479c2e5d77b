import { part, text, time } from '../../messages/elements';
import type { SoapContract } from '../../contract/soap-contract';
import { iiType } from '../../messages/identity.soap';
import { resultResponse } from '../../messages/result.soap';
import { EndConsentByPatient } from './end-consent-by-patient.contract';

/** EndConsentByPatient at the SOAP door. */
export const endConsentByPatientSoap: SoapContract = {
  name: 'EndConsentByPatient',
  major: 1,
  contract: EndConsentByPatient,
  request: [
    text('assertionId'),
    part('patientId', iiType),
    part('representedById?', iiType),
    time('endDateTime?'),
  ],
  response: resultResponse,
};
