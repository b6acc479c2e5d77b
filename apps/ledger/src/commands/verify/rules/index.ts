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
  stampedDecisionRules,
  stampedRules,
} from './audit-streams';
import { consentRules } from './consents';
import { holdRules } from './holds';
import { removalRules } from './removals';
import { withRemovals, type FoundRemovals } from './removed-records';
import { requestRules } from './requests';
import { accountRules, patientOpeningRules, signOnRules, ticketRules } from './sign-ons';
import { webhookProgressRules, webhookRules } from './webhooks';

export { FoundRemovals } from './removed-records';

/** Every kind of stream that a ledger writes. @param found by which removals records may be missing. @param now when it is verified. */
export const streamRulesWith = (found: FoundRemovals, now: number): readonly StreamRules[] =>
  [
    consentRules,
    requestRules,
    reviewRules,
    holdRules,
    removalRules(now),
    withRemovals(decisionRules, found),
    withRemovals(accessRules, found),
    checkpointRules,
    decisionCheckpointRules,
    cosignedRules,
    cosignedDecisionRules,
    stampedRules,
    stampedDecisionRules,
    lossRules,
    beginningRules,
    ticketRules,
    accountRules,
    signOnRules,
    patientOpeningRules,
    webhookRules,
    webhookProgressRules,
  ] as readonly StreamRules[];
