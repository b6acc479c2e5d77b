/** What a look is at, as a layman distinguishes it. */
export type LookedAt =
  | 'consents'
  | 'history'
  | 'checks'
  | 'explanation'
  | 'looks'
  | 'signOns'
  | 'receipt'
  | 'extract'
  | 'change'
  | 'check'
  | 'other';

/** By the contract, page or command that a record names. */
const kinds: Readonly<Record<string, LookedAt>> = {
  GetConsentsForPatient: 'consents',
  GetExtendedConsentsForPatient: 'consents',
  GetAllExtendedConsentsForPatient: 'consents',
  'ledger patient': 'consents',
  History: 'history',
  PortalConsentHistory: 'history',
  'ledger history': 'history',
  Decisions: 'checks',
  PortalDecisions: 'checks',
  PortalDecisionExport: 'checks',
  PortalDecisionPrint: 'checks',
  PortalSample: 'checks',
  'ledger decisions': 'checks',
  'ledger sample': 'checks',
  AsOf: 'explanation',
  PortalExplanation: 'explanation',
  'ledger as-of': 'explanation',
  'ledger accesses': 'looks',
  'ledger sign-ons': 'signOns',
  'ledger receipt': 'receipt',
  'ledger extract': 'extract',
  RegisterExtendedConsent: 'change',
  CancelExtendedConsent: 'change',
  DeleteExtendedConsent: 'change',
  EndConsentByPatient: 'change',
  CheckConsent: 'check',
  CheckConsents: 'check',
};

export const lookedAt = (contract: string): LookedAt => kinds[contract] ?? 'other';
