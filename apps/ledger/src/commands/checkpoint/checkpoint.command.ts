import type { LedgerCommand } from '../../ledger-command';

export const checkpointCommand: LedgerCommand = {
  name: 'checkpoint',
  summary: 'Print the newest checkpoint, to be kept elsewhere, or compare the ledger with one that was kept.',
  describe: (command) =>
    command
      .option(
        '--verify-against <file>',
        'A checkpoint that was kept: prove that the ledger still begins with it.',
      )
      .option(
        '--decisions',
        'The newest checkpoint of the records of checks and looks, not that of the ledger.',
      )
      .option(
        '--key <key>',
        'With --verify-against: the public key of the ledger, or a file with it. Default: the one in DATA_DIR.',
      ),
  examples: [
    { call: 'checkpoint > kept', does: 'Print the newest checkpoint as it was signed:' },
    {
      call: 'checkpoint --decisions > kept-decisions',
      does: 'Print that of the records of checks and looks; ledger verify --from-checkpoint compares both:',
    },
    {
      call: 'checkpoint --verify-against kept',
      does: 'Prove that nothing of what was there then has changed since:',
    },
  ],
  found: 'The ledger does not begin with what was signed then.',
  load: async () => (await import('./print-checkpoint.js')).printCheckpoint,
};
