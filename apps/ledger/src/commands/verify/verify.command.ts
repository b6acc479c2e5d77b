import type { LedgerCommand } from '../../ledger-command';

export const verifyCommand: LedgerCommand = {
  name: 'verify',
  summary: 'Verify that no event of the ledger was changed, dropped, moved or added.',
  describe: (command) =>
    command
      .option(
        '--key <key>',
        'The public key of the ledger, or a file with it, best a copy from elsewhere. Default: the one in DATA_DIR.',
      )
      .option(
        '--from-checkpoint <file>',
        'Hold the ledger against a checkpoint that was kept elsewhere, too.',
      )
      .option(
        '--witnesses <keys>',
        'Public keys of witnesses, separated by commas, or a file with a key a line: a quorum of them has to have cosigned the newest checkpoints.',
      )
      .option('--quorum <number>', 'With --witnesses: how many are needed. Default: more than half.'),
  examples: [
    { call: 'verify', does: 'Read both logs to their end, and print each finding and its place:' },
    {
      call: 'verify --key witness/checkpoint.pub --from-checkpoint witness/checkpoint',
      does: 'The same with a checkpoint that somebody else has kept: it shows a ledger that was cut or signed again:',
    },
    {
      call: 'verify --witnesses witnesses.txt --quorum 2',
      does: 'Demand also that two witnesses have seen this very history:',
    },
    { call: 'verify --json', does: 'A finding a line, and at last the summary:' },
  ],
  found: 'Something is not as it was written.',
  load: async () => (await import('./verify.js')).verify,
};
