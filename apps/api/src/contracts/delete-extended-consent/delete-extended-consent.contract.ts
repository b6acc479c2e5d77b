import { deleteExtendedConsentExample, actionOf } from '#contracts';
import { refusalsOfConsents } from '../../contract/consent-refusals';
import { commandContract } from '../../contract/command-contract';
import { declared } from '../../contract/declared-contract';

/** A consent ends because it was registered by mistake. */
export const deleteExtendedConsent = declared('DeleteExtendedConsent', {
  contract: commandContract('DeleteExtendedConsent', {
    commandOf: ({ assertionId, deletionAction }, { caller, now }) => ({
      type: 'DeleteConsent',
      assertionId,
      deletion: actionOf(deletionAction),
      now,
      caller,
    }),
  }),
  json: {
    isChange: true,
    refusals: refusalsOfConsents,
    summary: 'Delete a consent: it was registered by mistake',
    examples: { 'It was the wrong patient': deleteExtendedConsentExample },
  },
  soap: { major: 2, about: 'Makulerar ett samtycke som har registrerats av misstag.' },
});
