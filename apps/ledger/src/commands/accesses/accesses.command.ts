import { addKindOption } from '../../ask-patient';
import type { LedgerCommand } from '../../ledger-command';

export const accessesCommand: LedgerCommand = {
  name: 'accesses',
  summary: 'Search recorded looks and denied calls: who asked for what, about whom, and why it was denied.',
  describe: (command) =>
    addKindOption(command)
      .description(
        'Checks that were answered are found with "ledger decisions". The newest come first. A time is a day, or a time of day in ' +
          'Swedish local time unless it has a zone. A patient is asked for, or read from the first line of standard input.',
      )
      .option('--from <time>', 'The first time. 30 days before the last one, when it is left out.')
      .option('--to <time>', 'The last time; of a day, its end. Now, when it is left out.')
      .option('--patient', 'Only what was asked about a patient, whose identity is then asked for.')
      .option('--employee <id>', 'Only what names this employee, by HSA-id.')
      .option('--provider <id>', 'Only what names this care provider.')
      .option('--caller <id>', 'Only what was asked through this system.')
      .option('--contract <name>', 'Only calls of this contract, such as GetConsentsForPatient.')
      .option('--correlation-id <id>', 'Only what belongs to this exchange.')
      .option('--denied', 'Only what was denied.')
      .option('--oldest-first', 'Begin with the oldest.')
      .option('--limit <count>', 'How many to print. All, when it is left out.')
      .option('--show-patient', 'Print personal identities whole. They are covered otherwise.'),
  examples: [
    { call: 'accesses --limit 20', does: 'The last twenty looks and denied calls:' },
    {
      call: 'accesses --from 2026-10-01 --to 2026-10-31 --denied',
      does: 'What was denied in a month, and why:',
    },
    {
      call: 'accesses --patient --json < identity.txt',
      does: 'Who has looked at a patient, for machines:',
    },
  ],
  isLook: true,
  load: async () => (await import('./list-accesses.js')).listAccesses,
};
