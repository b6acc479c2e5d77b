import type { LedgerCommand } from '../../ledger-command';

export const errorsCommand: LedgerCommand = {
  name: 'errors',
  summary: 'Tell what an error code means, and who can mend it.',
  describe: (command) =>
    command
      .argument('[code]', 'One code, such as AUT_104 or KJF-000018. Without it: all of them.')
      .option('--markdown', 'Print the page docs/errors.md.'),
  examples: [
    {
      call: 'errors AUT_104',
      does: 'What a user who was told AUT_104 should do, and what support should look at:',
    },
    { call: 'errors', does: 'Every code, and what its users are told:' },
  ],
  load: async () => (await import('./tell-errors.js')).tellErrors,
};
