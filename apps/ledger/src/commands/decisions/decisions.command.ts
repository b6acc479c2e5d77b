import { Option } from 'commander';
import { addKindOption } from '../../ask-patient';
import type { LedgerCommand } from '../../ledger-command';

export const decisionsCommand: LedgerCommand = {
  name: 'decisions',
  summary: 'Search recorded checks: who asked about whom, when, from where, and by which consent.',
  describe: (command) =>
    addKindOption(command)
      .description(
        'The newest come first. A time is a day, or a time of day in Swedish local time unless it has a zone. A patient is ' +
          'asked for, or read from the first line of standard input.',
      )
      .option('--from <time>', 'The first time. 30 days before the last one, when it is left out.')
      .option('--to <time>', 'The last time; of a day, its end. Now, when it is left out.')
      .option('--employee <id>', 'Only what this employee asked, by HSA-id.')
      .option('--unit <id>', 'Only what was asked from this care unit.')
      .option('--provider <id>', 'Only what was asked from this care provider.')
      .option('--consent <assertionId>', 'Only what this consent gave access to.')
      .option('--caller <id>', 'Only what was asked through this system.')
      .option('--correlation-id <id>', 'Only what belongs to this exchange.')
      .addOption(new Option('--granted', 'Only what was answered with yes.').conflicts('denied'))
      .option('--denied', 'Only what was answered with no.')
      .option('--patient', 'Only what was asked about a patient, whose identity is then asked for.')
      .option('--oldest-first', 'Begin with the oldest.')
      .option('--limit <count>', 'How many to print. All, when it is left out.')
      .option(
        '--re-execute',
        'Answer each again at its position, and print only those that are answered otherwise.',
      )
      .option('--show-patient', 'Print personal identities whole. They are covered otherwise.'),
  examples: [
    { call: 'decisions --limit 20', does: 'The last twenty answers:' },
    {
      call: 'decisions --from 2026-10-01 --to 2026-10-31 --unit SE165565594230-1B0C --denied',
      does: 'What one unit was refused in a month:',
    },
    {
      call: 'decisions --from 2026-01-01 --re-execute',
      does: 'Whether the ledger still answers as it did, since the beginning of a year:',
    },
    {
      call: 'decisions --patient --granted --json < identity.txt',
      does: 'Who has been given access to a patient, for machines:',
    },
  ],
  found: 'With --re-execute: a decision is answered otherwise.',
  foundWith: 'reExecute',
  isLook: true,
  load: async () => (await import('./list-decisions.js')).listDecisions,
};
