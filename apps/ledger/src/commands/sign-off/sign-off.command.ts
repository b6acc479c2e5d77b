import { Option } from 'commander';
import type { LedgerCommand } from '../../ledger-command';
import { addSamplingOptions } from '../../sampling-options';

export const signOffCommand: LedgerCommand = {
  name: 'sign-off',
  summary: "Record that the sample of a month's decisions has been reviewed.",
  describe: (command) =>
    addSamplingOptions(command)
      .description(
        'The sample is drawn again, and its result is recorded with the review, as an event of the ledger that is proved with ' +
          'the others. A month is signed off when it is over, and once: a review that is done again is a further revision of it.',
      )
      .requiredOption('--reviewer <id>', 'The HSA-id of who has looked through it.')
      .addOption(
        new Option('--outcome <outcome>', 'What the review came to.')
          .choices(['approved', 'deviations'])
          .makeOptionMandatory(),
      )
      .option('--note <text>', 'What else is to be kept of it, without personal identities.')
      .option(
        '--revision <number>',
        'Which review of the month it is: 2 when one was signed off before.',
        '1',
      ),
  examples: [
    {
      call: 'sign-off --month 2026-10 --seed "board meeting 14" --reviewer SE165565594230-1A2B --outcome approved',
      does: "October's sample was looked through, and nothing was found:",
    },
    {
      call: 'sign-off --month 2026-10 --seed "board meeting 14" --reviewer SE165565594230-1A2B --outcome deviations --note "Two readings without a care relation, reported." --revision 2',
      does: 'It was looked through again, and something was found:',
    },
  ],
  load: async () => (await import('./sign-off-review.js')).signOffReview,
};
