import { part, text } from '../../messages/elements';
import type { SoapContract } from '../../contract/soap-contract';
import { actionType } from '../../messages/action.soap';
import { resultResponse } from '../../messages/result.soap';
import { CancelExtendedConsent } from './cancel-extended-consent.contract';

/** CancelExtendedConsent at the SOAP door. */
export const cancelExtendedConsentSoap: SoapContract = {
  name: 'CancelExtendedConsent',
  major: 2,
  contract: CancelExtendedConsent,
  request: [text('assertionId'), part('cancellationAction', actionType)],
  response: resultResponse,
};
