import { HttpStatus } from '@nestjs/common';
import { registerByMistakeExample, registerExtendedConsentExample, registrationOf } from '#contracts';
import { commandContract } from '../../contract/command-contract';
import { declared } from '../../contract/declared-contract';

/** A consent, or access in an emergency, begins to be known. */
export const registerExtendedConsent = declared('RegisterExtendedConsent', {
  contract: commandContract('RegisterExtendedConsent', {
    careProviderOf: ({ careProviderId }) => careProviderId,
    commandOf: (request, { caller, now }, config) => ({
      ...registrationOf(request),
      forgiving: config.FORGIVING_REGISTRATION,
      now,
      caller,
    }),
  }),
  json: {
    isChange: true,
    refusals: { 409: 'ALREADYEXISTS: there is a consent with this id.' },
    summary: 'Register a consent, or access in an emergency',
    examples: {
      'For one employee, with a guardian': registerExtendedConsentExample,
      'By mistake: to be deleted': registerByMistakeExample,
    },
    successStatus: HttpStatus.CREATED,
  },
  soap: { major: 2, about: 'Registrerar ett samtycke, eller ett intyg om nödsituation.' },
});
