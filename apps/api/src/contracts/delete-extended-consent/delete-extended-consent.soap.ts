import { part, text, type SoapContract } from '../../doors/soap';
import { actionType } from '../types/action.soap';
import { resultResponse } from '../types/result.soap';
import { DeleteExtendedConsent } from './delete-extended-consent.contract';

/** DeleteExtendedConsent at the SOAP door. */
export const deleteExtendedConsentSoap: SoapContract = {
  name: 'DeleteExtendedConsent',
  major: 2,
  contract: DeleteExtendedConsent,
  request: [text('assertionId'), part('deletionAction', actionType)],
  response: resultResponse,
};
