import { deleteExtendedConsentRows } from '#response-codes';
import { closingCases } from '../given';

/** DeleteExtendedConsent's rows of the table of response codes, and our own. */
export const deleteExtendedConsentCases = closingCases(deleteExtendedConsentRows, 'deletionAction');
