import type { ContractName } from '#contracts';

/**
 * What a caller may be allowed to do: `read` the consents of a patient at a care provider, `write` (register, cancel, delete), `check`,
 * `list` the consents of a care provider, act for the `patient` across care providers, `explain` checks, `audit`, and read `metrics`.
 */
export const rights = ['read', 'write', 'check', 'list', 'patient', 'explain', 'audit', 'metrics'] as const;

export type Right = (typeof rights)[number];

/** The right that each contract needs, and each question of auditors. CheckConsents needs that of CheckConsent for each of its questions. */
export const rightOfContract = {
  RegisterExtendedConsent: 'write',
  CancelExtendedConsent: 'write',
  DeleteExtendedConsent: 'write',
  CheckConsent: 'check',
  GetConsentsForPatient: 'read',
  GetExtendedConsentsForPatient: 'read',
  ReadConsent: 'read',
  GetConsentsForCareProvider: 'list',
  GetConsentChanges: 'list',
  GetConsentSnapshot: 'list',
  CreateWebhook: 'list',
  GetWebhooks: 'list',
  RotateWebhookSecret: 'list',
  RedeliverWebhookMessages: 'list',
  RemoveWebhook: 'list',
  GetAllExtendedConsentsForPatient: 'patient',
  EndConsentByPatient: 'patient',
  AsOf: 'audit',
  Decisions: 'audit',
  ReadDecision: 'audit',
  History: 'audit',
} as const satisfies Record<
  Exclude<ContractName, 'CheckConsents'> | 'History' | 'ReadConsent' | 'ReadDecision',
  Right
>;

/** The contracts that need a right, and what auditors ask in the same way. */
export type GuardedName = keyof typeof rightOfContract;

export const guardedNames = Object.keys(rightOfContract) as GuardedName[];
