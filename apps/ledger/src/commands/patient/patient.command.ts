import { addKindOption } from '../../ask-patient';
import type { LedgerCommand } from '../../ledger-command';

export const patientCommand: LedgerCommand = {
  name: 'patient',
  summary: "Print a patient's consents as a timeline, including ended ones.",
  describe: (command) =>
    addKindOption(command)
      .description(
        'The identity is asked for, or read from the first line of standard input: it must stand neither in the list of ' +
          'processes nor in the history of a shell.',
      )
      .option('--show-patient', 'Print personal identities whole. They are covered otherwise.')
      .option('--svg <file>', 'Write a picture of it to a file, too.'),
  examples: [
    { call: 'patient', does: 'Ask for the identity without showing it, and print what happened when:' },
    { call: 'patient --json < identity.txt', does: 'Read it from a file:' },
    {
      call: 'patient --kind samordningsnummer --svg consents.svg',
      does: 'Another kind of identity, and a picture without any:',
    },
  ],
  isLook: true,
  load: async () => (await import('./print-patient.js')).printPatient,
};
