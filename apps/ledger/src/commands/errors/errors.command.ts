import type { LedgerCommand } from '../../ledger-command';

export const errorsCommand: LedgerCommand = {
  name: 'errors',
  summary: 'Explain an error code, and who can fix it.',
  describe: (command) =>
    command
      .argument('[code]', 'One code, such as AUT_104 or KJF-000018. Without it: all of them.')
      .option('--markdown', 'Print the page docs/errors.md.'),
  examples: [
    {
      call: 'errors AUT_104',
      does: 'What a user who got AUT_104 should do, and what support should check:',
    },
    { call: 'errors', does: 'Every code, and what users see:' },
  ],
  load: async () => (await import('./print-errors.js')).printErrors,
};
