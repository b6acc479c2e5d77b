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
      .option('--quorum <number>', 'With --witnesses: how many are needed. Default: more than half.')
      .option(
        '--time-stamps <file>',
        'Certificates (PEM) of authorities that stamp times: each time stamp has to lead to one of them, and the ledger is held against ' +
          'what was stamped. Default: TIME_STAMP_AUTHORITIES_FILE.',
      )
      .option(
        '--stamped-since <day>',
        'From this day on (UTC), such as 2026-03-02, there has to be a time stamp at least every three days.',
      ),
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
    {
      call: 'verify --time-stamps authorities.pem --stamped-since 2026-03-02',
      does: 'Demand also that checkpoints were stamped with the time all along, so that none was signed again later:',
    },
    { call: 'verify --json', does: 'A finding a line, and at last the summary:' },
  ],
  found: 'Something is not as it was written.',
  load: async () => (await import('./verify.js')).verify,
};
