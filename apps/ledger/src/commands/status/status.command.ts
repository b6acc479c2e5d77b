import type { LedgerCommand } from '../../ledger-command';

export const statusCommand: LedgerCommand = {
  name: 'status',
  summary: 'Print how the service and its ledger are: readiness, length, newest checkpoint, disk, keys.',
  describe: (command) =>
    command.description(
      'Asks the service at HOST and PORT, and looks at the ledger that the settings name. Nothing is changed. "ledger doctor" prints ' +
        'only what needs attention.',
    ),
  examples: [{ call: 'status', does: 'How everything is:' }],
  load: async () => (await import('./print-status.js')).printStatus,
};
