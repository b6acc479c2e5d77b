import { part, type SoapContract } from '../../doors/soap';
import { accessingActorType } from '../types/actor.soap';
import { iiType } from '../types/identity.soap';
import { checkResultType } from '../types/query-result.soap';
import { CheckConsent } from './check-consent.contract';

/** CheckConsent at the SOAP door. */
export const checkConsentSoap: SoapContract = {
  name: 'CheckConsent',
  major: 2,
  contract: CheckConsent,
  request: [part('accessingActor', accessingActorType), part('patientId', iiType)],
  response: [part('checkResult', checkResultType)],
};
