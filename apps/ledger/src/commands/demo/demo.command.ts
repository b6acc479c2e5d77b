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
  found: 'Some step was answered otherwise than the story tells.',
  load: async () => (await import('./demo.js')).demo,
};
