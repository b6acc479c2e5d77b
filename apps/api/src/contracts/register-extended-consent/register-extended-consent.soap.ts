import { part, text, time } from '../../messages/elements';
import type { SoapContract } from '../../contract/soap-contract';
import { actionType } from '../../messages/action.soap';
import { iiType } from '../../messages/identity.soap';
import { resultResponse } from '../../messages/result.soap';
import { RegisterExtendedConsent } from './register-extended-consent.contract';

/** RegisterExtendedConsent at the SOAP door. */
export const registerExtendedConsentSoap: SoapContract = {
  name: 'RegisterExtendedConsent',
  major: 2,
  contract: RegisterExtendedConsent,
  request: [
    text('assertionId'),
    text('assertionType'),
    text('scope'),
    part('patientId', iiType),
    text('careProviderId'),
    text('careUnitId'),
    text('employeeId?'),
    time('startDate?'),
    time('endDate?'),
    part('representedBy?', iiType),
    part('registrationAction', actionType),
  ],
  response: resultResponse,
};
