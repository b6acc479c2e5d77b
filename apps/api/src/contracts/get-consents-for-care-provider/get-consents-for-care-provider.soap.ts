import { flag, part, text, time } from '../../messages/elements';
import type { SoapContract } from '../../contract/soap-contract';
import { getAllAssertionsResultType } from '../../messages/query-result.soap';
import { GetConsentsForCareProvider } from './get-consents-for-care-provider.contract';

/** GetConsentsForCareProvider at the SOAP door. */
export const getConsentsForCareProviderSoap: SoapContract = {
  name: 'GetConsentsForCareProvider',
  major: 2,
  contract: GetConsentsForCareProvider,
  request: [text('careProviderId'), time('createdOnOrAfter?'), flag('getCancelledFlag')],
  response: [part('getAllAssertionsResult', getAllAssertionsResultType)],
};
