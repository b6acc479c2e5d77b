import type { LedgerCommand } from '../../ledger-command';

export const receiptCommand: LedgerCommand = {
  name: 'receipt',
  summary: 'Issue a receipt that proves to others which events a consent had, or that a check was recorded.',
  describe: (command) =>
    command
      .argument(
        '<what>',
        'The id of the consent, a UUID; or the record of a check as ledger decisions prints it, such as 2026-10-15/4/0.',
      )
      .option(
        '--out <file>',
        'The file to write, which must not be there yet; - prints it. Default: receipt-<what>.json.',
      ),
  examples: [
    {
      call: 'receipt 4e4d1c5e-7f6f-4a0c-9a55-0b3f8c1d2e01',
      does: 'Write every event of the consent, with proof and checkpoint, to a file. It holds the personal identity:',
    },
    {
      call: 'receipt 2026-10-15/4/0',
      does: 'Write one recorded check: who asked about whom, when, and the answer. No other check of its batch is in it:',
    },
    {
      call: 'receipt 4e4d1c5e-7f6f-4a0c-9a55-0b3f8c1d2e01 --out -',
      does: 'Print it:',
    },
  ],
  found: 'The ledger is not what was signed, so there is no receipt.',
  isLook: true,
  load: async () => (await import('./issue-receipt.js')).issueReceipt,
};
