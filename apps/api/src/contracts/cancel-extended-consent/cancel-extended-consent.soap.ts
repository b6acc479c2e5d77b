import { part, text, type SoapContract } from '../../doors/soap';
import { actionType } from '../types/action.soap';
import { resultResponse } from '../types/result.soap';
import { CancelExtendedConsent } from './cancel-extended-consent.contract';

/** CancelExtendedConsent at the SOAP door. */
export const cancelExtendedConsentSoap: SoapContract = {
  name: 'CancelExtendedConsent',
  major: 2,
  contract: CancelExtendedConsent,
  request: [text('assertionId'), part('cancellationAction', actionType)],
  response: resultResponse,
};
