import type { LedgerCommand } from '../../ledger-command';

export const exportCommand: LedgerCommand = {
  name: 'export',
  summary: 'Write the whole ledger to a file, as a backup or to move it.',
  describe: (command) =>
    command
      .argument('<file>', 'The file to write, which must not be there yet, or - for standard output.')
      .option('--gzip', 'Compress it, as a name that ends with .gz does.')
      .description(
        'Write the whole ledger, as it is when the command begins, to a file with an event a line: ids, times and positions included, ' +
          'and its decisions and checkpoints. Exporting the same ledger from any store gives the same bytes. ' +
          'The file holds personal data. It does not hold the key that signs checkpoints: copy the file of CHECKPOINT_KEY_FILE too. ' +
          'The export of a ledger that began in EventStoreDB can be imported into the embedded store only; ' +
          "to move such a ledger between servers, use the server's backup.",
      ),
  examples: [
    { call: 'export ledger.ndjson.gz', does: 'Back up the ledger, compressed:' },
    { call: 'export - | gpg --encrypt --recipient backup > ledger.gpg', does: 'Back it up encrypted:' },
  ],
  isLook: true,
  load: async () => (await import('./export.js')).exportLedger,
};
