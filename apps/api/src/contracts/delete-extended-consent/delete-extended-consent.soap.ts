import { part, text } from '../../messages/elements';
import type { SoapContract } from '../../contract/soap-contract';
import { actionType } from '../../messages/action.soap';
import { resultResponse } from '../../messages/result.soap';
import { DeleteExtendedConsent } from './delete-extended-consent.contract';

/** DeleteExtendedConsent at the SOAP door. */
export const deleteExtendedConsentSoap: SoapContract = {
  name: 'DeleteExtendedConsent',
  major: 2,
  contract: DeleteExtendedConsent,
  request: [text('assertionId'), part('deletionAction', actionType)],
  response: resultResponse,
};
