import { part, text, time, type SoapContract } from '../../doors/soap';
import { iiType } from '../types/identity.soap';
import { resultResponse } from '../types/result.soap';
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
