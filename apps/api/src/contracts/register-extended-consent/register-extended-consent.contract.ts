import { HttpStatus } from '@nestjs/common';
import { given, registerByMistakeExample, registerExtendedConsentExample } from '#contracts';
import { commandContract } from '../../contract/command-contract';
import { declared } from '../../contract/declared-contract';
import { actionOf, optionalTime, personOf } from '../../contract/wire';

/** A consent, or access in an emergency, begins to be known. */
export const registerExtendedConsent = declared('RegisterExtendedConsent', {
  contract: commandContract('RegisterExtendedConsent', {
    careProviderOf: ({ careProviderId }) => careProviderId,
    commandOf: (request, { caller, now }, config) => ({
      type: 'RegisterConsent',
      assertionId: request.assertionId,
      assertionType: request.assertionType,
      scope: request.scope,
      patient: personOf(request.patientId),
      careProviderId: request.careProviderId,
      careUnitId: request.careUnitId,
      employeeId: given(request.employeeId),
      start: optionalTime(request.startDate),
      end: optionalTime(request.endDate),
      representedBy: request.representedBy ? personOf(request.representedBy) : undefined,
      registration: actionOf(request.registrationAction),
      forgiving: config.FORGIVING_REGISTRATION,
      now,
      caller,
    }),
  }),
  json: {
    isChange: true,
    summary: 'Register a consent, or access in an emergency',
    examples: {
      'For one employee, with a guardian': registerExtendedConsentExample,
      'By mistake: to be deleted': registerByMistakeExample,
    },
    successStatus: HttpStatus.CREATED,
  },
  soap: { major: 2, about: 'Registrerar ett samtycke, eller ett intyg om nödsituation.' },
});
