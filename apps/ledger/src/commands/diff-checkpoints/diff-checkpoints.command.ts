import type { LedgerCommand } from '../../ledger-command';

export const diffCheckpointsCommand: LedgerCommand = {
  name: 'diff-checkpoints',
  summary: 'Compare the checkpoints that several people were shown, without the ledger.',
  describe: (command) =>
    command
      .description(
        'Says of checkpoints of one ledger whether they commit to the same events, whether a newer one is proved to begin with an ' +
          'older one, or whether the ledger has signed two that contradict each other: a split view. The two notes are then kept as ' +
          'the proof. Of a receipt, only its checkpoint is looked at.',
      )
      .argument(
        '<files...>',
        'Checkpoints, receipts, folders with files that end with .checkpoint, and proofs: what "ledger checkpoint --verify-against --json" has printed.',
      )
      .option(
        '--key <key>',
        'The public key of the ledger, or a file with it, best a copy from elsewhere. Default: the one in DATA_DIR.',
      )
      .option(
        '--witnesses <keys>',
        'Public keys of witnesses, separated by commas, or a file with a key a line: say which of them have cosigned both sides of a split view.',
      )
      .option('--out <folder>', 'Where the notes of a split view are kept.', 'split-view'),
  examples: [
    {
      call: 'diff-checkpoints mine.checkpoint yours.checkpoint --key ledger.pub',
      does: 'Two auditors compare what each was shown:',
    },
    {
      call: 'diff-checkpoints receipt.json kept/ proof.json --key ledger.pub',
      does: 'Compare a receipt with what was kept, with a proof that the ledger has given:',
    },
  ],
  found: 'The ledger has signed two histories, or something is not signed by it, or a proof does not hold.',
  load: async () => (await import('./diff-checkpoints.js')).diffCheckpoints,
};
