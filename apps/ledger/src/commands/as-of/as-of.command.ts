import { addKindOption } from '../../ask-patient';
import type { LedgerCommand } from '../../ledger-command';

export const asOfCommand: LedgerCommand = {
  name: 'as-of',
  summary: 'Would a check have been granted at some time, as far as was known then or later, and why?',
  describe: (command) =>
    addKindOption(command)
      .description(
        'The patient is asked for, or read from the first line of standard input. An instant is written as ' +
          '2026-03-02T08:00:00, in Swedish local time, or with a zone, as 2026-03-02T08:00:00+01:00. The answer is a finding ' +
          'neither way: a yes and a no both end with 0.',
      )
      .requiredOption('--employee <id>', 'The HSA-id of the employee who would read.')
      .requiredOption('--provider <id>', 'The HSA-id of the care provider that the employee works for.')
      .requiredOption('--unit <id>', 'The HSA-id of the care unit that the employee works at.')
      .option('--valid-at <instant>', 'When the record would be read. Now, when it is left out.')
      .option(
        '--known-at <instant|position>',
        'What was known: all that was recorded until then. The instant of --valid-at, when it is left out.',
      )
      .option('--list <count>', 'How many consents to list of those that come near.', '5')
      .option('--replay', 'Read the whole log for it, and no read model.'),
  examples: [
    {
      call: 'as-of --employee SE165565594230-1A2B --provider SE165565594230-1000 --unit SE165565594230-1B0C --valid-at 2026-03-02T08:00:00',
      does: 'How a check at that instant was answered:',
    },
    {
      call: 'as-of --employee SE165565594230-1A2B --provider SE165565594230-1000 --unit SE165565594230-1B0C --valid-at 2026-03-02T08:00:00 --known-at 2026-06-30T12:00:00',
      does: 'Whether the reading was covered, by what was known months later:',
    },
    {
      call: 'as-of --employee SE165565594230-1A2B --provider SE165565594230-1000 --unit SE165565594230-1B0C --known-at 4711 --json < identity.txt',
      does: 'By the first part of the ledger, up to a position:',
    },
  ],
  isLook: true,
  load: async () => (await import('./ask-as-of.js')).askAsOf,
};
