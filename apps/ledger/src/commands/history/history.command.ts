import type { LedgerCommand } from '../../ledger-command';

export const historyCommand: LedgerCommand = {
  name: 'history',
  summary: 'Print everything that has happened to one consent.',
  describe: (command) =>
    command
      .argument('<assertionId>', 'The id of the consent, a UUID.')
      .option('--show-patient', 'Print personal identities whole. They are covered otherwise.')
      .option('--svg <file>', 'Write a picture of it to a file, too.'),
  examples: [
    {
      call: 'history 4e4d1c5e-7f6f-4a0c-9a55-0b3f8c1d2e01',
      does: 'Who asked for it, who entered it, when, through which system, and what it made of the consent:',
    },
    {
      call: 'history 4e4d1c5e-7f6f-4a0c-9a55-0b3f8c1d2e01 --json',
      does: 'The same, an event a line:',
    },
  ],
  isLook: true,
  load: async () => (await import('./print-history.js')).printHistory,
};
