import { cancelExtendedConsentExample, actionOf } from '#contracts';
import { refusalsOfConsents } from '../../contract/consent-refusals';
import { commandContract } from '../../contract/command-contract';
import { declared } from '../../contract/declared-contract';

/** A consent ends because the patient asked for it. */
export const cancelExtendedConsent = declared('CancelExtendedConsent', {
  contract: commandContract('CancelExtendedConsent', {
    commandOf: ({ assertionId, cancellationAction }, { caller, now }) => ({
      type: 'CancelConsent',
      assertionId,
      cancellation: actionOf(cancellationAction),
      now,
      caller,
    }),
  }),
  json: {
    isChange: true,
    refusals: refusalsOfConsents,
    summary: 'Cancel a consent: the patient asked for it',
    examples: { 'The patient has changed their mind': cancelExtendedConsentExample },
  },
  soap: { major: 2, about: 'Återkallar ett samtycke på patientens begäran.' },
});
