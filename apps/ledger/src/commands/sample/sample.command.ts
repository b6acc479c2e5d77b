import type { LedgerCommand } from '../../ledger-command';
import { addSamplingOptions } from '../../sampling-options';

export const sampleCommand: LedgerCommand = {
  name: 'sample',
  summary: "Draw the sample of a month's decisions that a reviewer looks through.",
  describe: (command) =>
    addSamplingOptions(command)
      .description(
        'A random sample that can be drawn again: the decisions with the lowest HMAC-SHA-256 of their id under the seed, and ' +
          'every access that was given in an emergency. Agree on the seed before the month, so that nobody can choose it by its sample.',
      )
      .option('--show-patient', 'Print personal identities whole. They are covered otherwise.'),
  examples: [
    { call: 'sample --month 2026-10 --seed "board meeting 14"', does: "October's sample, for a reviewer:" },
    {
      call: 'sample --month 2026-10 --seed "board meeting 14" --size 200 --json',
      does: 'A larger one, for machines; the last line sums it up:',
    },
  ],
  isLook: true,
  load: async () => (await import('./draw-for-review.js')).drawForReview,
};
