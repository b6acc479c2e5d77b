import type { LedgerCommand } from '../../ledger-command';

export const importCommand: LedgerCommand = {
  name: 'import',
  summary: 'Import an exported ledger into an empty one.',
  describe: (command) =>
    command
      .argument('<file>', 'A file that was written by "ledger export", compressed or not.')
      .description(
        'Import an exported ledger into an empty one. The file is read through first: one that is not whole changes nothing. ' +
          'An import that was interrupted goes on where it stopped when it is made again. ' +
          'Afterwards the ledger is read back and compared with the file. Stop the service meanwhile. ' +
          'An EventStoreDB gives positions of its own; those that the events are known by are kept beside them. ' +
          'A ledger that began in EventStoreDB is imported into the embedded store only. ' +
          'On a server that carries other ledgers, choose a STREAM_PREFIX that none of them has. ' +
          'To go on signing checkpoints with the same key, bring the file of CHECKPOINT_KEY_FILE along.',
      ),
  examples: [
    {
      call: 'import ledger.ndjson.gz --data-dir ./restored',
      does: 'Restore a backup into a folder of its own:',
    },
    { call: 'import ledger.ndjson.gz', does: 'Move to EventStoreDB, when EVENT_STORE_URL names one:' },
  ],
  load: async () => (await import('./import.js')).importLedger,
};
