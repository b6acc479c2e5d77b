import { cancelExtendedConsentRows } from '#response-codes';
import { closingCases } from '../given';

/** CancelExtendedConsent's rows of the table of response codes, and our own. */
export const cancelExtendedConsentCases = closingCases(cancelExtendedConsentRows, 'cancellationAction');
