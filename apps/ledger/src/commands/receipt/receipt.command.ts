import type { LedgerCommand } from '../../ledger-command';

export const receiptCommand: LedgerCommand = {
  name: 'receipt',
  summary: 'Issue a receipt that proves which events a consent had, to anyone with the public key.',
  describe: (command) =>
    command
      .argument('<assertionId>', 'The id of the consent, a UUID.')
      .option(
        '--out <file>',
        'The file to write, which must not be there yet; - prints it. Default: receipt-<assertionId>.json.',
      ),
  examples: [
    {
      call: 'receipt 4e4d1c5e-7f6f-4a0c-9a55-0b3f8c1d2e01',
      does: 'Write every event of the consent, with proof and checkpoint, to a file. It holds the personal identity:',
    },
    {
      call: 'receipt 4e4d1c5e-7f6f-4a0c-9a55-0b3f8c1d2e01 --out -',
      does: 'Print it:',
    },
  ],
  found: 'The ledger is not what was signed, so there is no receipt.',
  load: async () => (await import('./issue-receipt.js')).issueReceipt,
};
