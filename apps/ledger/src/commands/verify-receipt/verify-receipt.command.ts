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
      ),
  examples: [
    {
      call: 'verify-receipt receipt.json --key consent-ledger+1f2e3d4c+AQ…',
      does: 'Print what it proves under a given key. tools/verify-receipt.mjs does the same in a file of its own:',
    },
  ],
  found: 'The receipt proves nothing.',
  load: async () => (await import('./print-proof.js')).printProof,
};
