import { actionGiven, actionValid } from './action-rows';
import { assertionIdBullets, closingBullets } from './assertion-id-rows';
import { identityGiven, identityPartsGiven, identityValid } from './identity-rows';
import { missingWays, set } from './mutations';
import type { Mutation, Rows } from './row';

const timeWays = (path: string): Record<string, Mutation> => ({
  ...missingWays(path),
  ogiltig: set(path, '2025-02-30T10:00:00'),
  'inte en sträng': set(path, 20250130),
});

/** `action` is the element that says who does it. */
const closing = (contract: string, action: string): Rows => ({
  contract,
  isInTable: true,
  bullets: [...assertionIdBullets, ...actionGiven(action, timeWays), ...actionValid(action)],
  historyBullets: closingBullets,
});

export const cancelExtendedConsentRows = closing('CancelExtendedConsent', 'cancellationAction');

export const deleteExtendedConsentRows = closing('DeleteExtendedConsent', 'deletionAction');

/** The table has no rows for it; these follow its neighbours'. */
export const endConsentByPatientRows: Rows = {
  contract: 'EndConsentByPatient',
  isInTable: false,
  bullets: [
    ...assertionIdBullets,
    ...identityGiven('patientId'),
    ...identityPartsGiven('representedById'),
    ...identityValid('patientId'),
    ...identityValid('representedById'),
  ],
  historyBullets: closingBullets,
};
