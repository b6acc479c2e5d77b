import type { StreamRules } from '#evidence';
import {
  accessRules,
  beginningRules,
  checkpointRules,
  cosignedDecisionRules,
  cosignedRules,
  decisionCheckpointRules,
  decisionRules,
  lossRules,
  reviewRules,
} from './audit-streams';
import { consentRules } from './consents';
import { holdRules } from './holds';
import { requestRules } from './requests';
import { accountRules, patientOpeningRules, signOnRules, ticketRules } from './sign-ons';
import { webhookProgressRules, webhookRules } from './webhooks';

/** Every kind of stream that a ledger writes. */
export const streamRules = [
  consentRules,
  requestRules,
  reviewRules,
  holdRules,
  decisionRules,
  accessRules,
  checkpointRules,
  decisionCheckpointRules,
  cosignedRules,
  cosignedDecisionRules,
  lossRules,
  beginningRules,
  ticketRules,
  accountRules,
  signOnRules,
  patientOpeningRules,
  webhookRules,
  webhookProgressRules,
] as readonly StreamRules[];
