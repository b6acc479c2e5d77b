import { Option } from 'commander';
import { addKindOption } from '../../ask-patient';
import type { LedgerCommand } from '../../ledger-command';

export const extractCommand: LedgerCommand = {
  name: 'extract',
  summary: 'Write all that was registered, decided and looked at about one patient, as a page with receipts.',
  describe: (command) =>
    addKindOption(command)
      .description(
        'The identity is asked for, or read from the first line of standard input. The folder gets a page to read and print ' +
          '(extract.html), the same for machines (extract.ndjson), and a receipt for each consent, each check and each look. It holds the ' +
          'personal identity and those of employees, so it can be opened by its owner alone. All records of checks and looks are ' +
          'read, which takes as long as there are many.',
      )
      .addOption(
        new Option('--language <language>', 'The language of the page.')
          .choices(['sv', 'nb', 'en'])
          .default('sv'),
      )
      .option(
        '--out <folder>',
        'The folder to make, which must not be there yet. Default: extract-<time>, such as extract-20261130-094501.',
      ),
  examples: [
    {
      call: 'extract --purpose "Request 2026/118 of the patient"',
      does: 'Ask for the identity without showing it, and write the extract in Swedish:',
    },
    {
      call: 'extract --language nb --out request-118 < identity.txt',
      does: 'Read it from a file, and write the extract in Norwegian to a folder that you name:',
    },
  ],
  found: 'The ledger is not what was signed, so there are no receipts and no extract.',
  isLook: true,
  load: async () => (await import('./extract-patient.js')).extractPatient,
};
