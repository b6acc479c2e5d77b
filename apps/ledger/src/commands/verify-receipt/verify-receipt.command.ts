import type { LedgerCommand } from '../../ledger-command';

export const verifyReceiptCommand: LedgerCommand = {
  name: 'verify-receipt',
  summary: 'Verify a receipt, without its ledger.',
  describe: (command) =>
    command
      .argument('<file>', 'The receipt.')
      .option(
        '--key <key>',
        'The public key of the ledger, or a file with it, best a copy from elsewhere. Default: the one in DATA_DIR.',
      )
      .option(
        '--witnesses <keys>',
        'Public keys of witnesses, separated by commas, or a file with a key a line: a quorum of them has to have cosigned the checkpoint.',
      )
      .option('--quorum <number>', 'With --witnesses: how many are needed. Default: more than half.'),
  examples: [
    {
      call: 'verify-receipt receipt.json --key consent-ledger+1f2e3d4c+AQ…',
      does: 'Print what it proves under a given key. tools/verify-receipt.mjs does the same in a file of its own:',
    },
    {
      call: 'verify-receipt receipt.json --key ledger.pub --witnesses witnesses.txt --quorum 2',
      does: 'Prove also that two witnesses have seen the same history:',
    },
  ],
  found: 'The receipt proves nothing.',
  load: async () => (await import('./print-proof.js')).printProof,
};
