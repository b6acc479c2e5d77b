import type { LedgerCommand } from '../../ledger-command';

export const demoCommand: LedgerCommand = {
  name: 'demo',
  summary: 'Tell a story of consents to a running service, step by step.',
  describe: (command) =>
    command.argument(
      '[address]',
      'The service; CONSENT_LEDGER_URL or http://127.0.0.1:3000 when it is left out.',
    ),
  examples: [
    { call: 'demo http://127.0.0.1:3000', does: 'Tell it, and say of each step what was answered:' },
  ],
  found: 'Some step was answered otherwise than the story tells.',
  load: async () => (await import('./demo.js')).demo,
};
