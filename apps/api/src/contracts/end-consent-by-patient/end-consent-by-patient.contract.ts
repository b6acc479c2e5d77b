import { endConsentByPatientExample, optionalTime, personOf } from '#contracts';
import { refusalsOfConsents } from '../../contract/consent-refusals';
import { commandContract } from '../../contract/command-contract';
import { declared } from '../../contract/declared-contract';

/** The patient moves the end of a consent closer, without a cancellation. */
export const endConsentByPatient = declared('EndConsentByPatient', {
  contract: commandContract('EndConsentByPatient', {
    commandOf: ({ assertionId, patientId, representedById, endDateTime }, { caller, now }) => ({
      type: 'EndConsentByPatient',
      assertionId,
      patient: personOf(patientId),
      representedBy: representedById ? personOf(representedById) : undefined,
      end: optionalTime(endDateTime),
      now,
      caller,
    }),
  }),
  json: {
    isChange: true,
    refusals: refusalsOfConsents,
    summary: 'The patient ends a consent earlier',
    examples: { 'Half a year earlier': endConsentByPatientExample },
  },
  soap: { major: 1, about: 'Flyttar slutet på ett samtycke närmare, på patientens begäran.' },
});
