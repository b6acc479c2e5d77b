import type { LedgerCommand } from '../../ledger-command';

export const witnessCommand: LedgerCommand = {
  name: 'witness',
  summary:
    'Run a witness, which cosigns the checkpoints of other ledgers while they go on from what it has seen.',
  describe: (command) =>
    command
      .argument('<keys...>', 'The public keys of the ledgers to witness, or files with a key a line.')
      .option(
        '--name <name>',
        'What the witness calls itself: best an address under which nobody else has one.',
        'consent-witness',
      )
      .option(
        '--folder <folder>',
        'Where its private key, what it has cosigned and what it has refused are kept.',
        'witness',
      )
      .option('--host <host>', 'Address to listen on.', '127.0.0.1')
      .option('--port <port>', 'Port to listen on; 0 takes a free one.', '7380')
      .description(
        'Logs are JSON lines. The first one names the public key of the witness. Stop it by SIGINT or SIGTERM.',
      ),
  examples: [
    {
      call: 'witness consents.example.com/ledger+df94d364+AR… --name witness.example.org/one',
      does: 'Witness a ledger, and the records of checks that are signed in its name:',
    },
  ],
  load: async () => (await import('./run-witness.js')).runWitness,
};
