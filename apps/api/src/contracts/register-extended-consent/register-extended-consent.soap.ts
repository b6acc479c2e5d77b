import { part, text, time, type SoapContract } from '../../doors/soap';
import { actionType } from '../types/action.soap';
import { iiType } from '../types/identity.soap';
import { resultResponse } from '../types/result.soap';
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
