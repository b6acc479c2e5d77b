import type { LedgerCommand } from '../../ledger-command';

export const demoCommand: LedgerCommand = {
  name: 'demo',
  summary: 'Play a story of consents against a running service, step by step.',
  describe: (command) =>
    command.argument(
      '[address]',
      'The service; CONSENT_LEDGER_URL or http://127.0.0.1:3000 when it is left out.',
    ),
  examples: [{ call: 'demo http://127.0.0.1:3000', does: 'Play it, and print the answer of each step:' }],
  found: 'The answer to some step was not the expected one.',
  load: async () => (await import('./demo.js')).demo,
};
