import { part } from '../../messages/elements';
import type { SoapContract } from '../../contract/soap-contract';
import { accessingActorType } from '../../messages/actor.soap';
import { iiType } from '../../messages/identity.soap';
import { checkResultType } from '../../messages/query-result.soap';
import { CheckConsent } from './check-consent.contract';

/** CheckConsent at the SOAP door. */
export const checkConsentSoap: SoapContract = {
  name: 'CheckConsent',
  major: 2,
  contract: CheckConsent,
  request: [part('accessingActor', accessingActorType), part('patientId', iiType)],
  response: [part('checkResult', checkResultType)],
};
