import type { LedgerCommand } from '../../ledger-command';

export const initCommand: LedgerCommand = {
  name: 'init',
  summary: 'Begin a new, empty ledger.',
  describe: (command) =>
    command
      .description(
        'Begin a new, empty ledger in an empty or missing folder, or on an EventStoreDB server that holds none. In production a ' +
          'service that finds no ledger does not start: a volume that is not mounted must not become an empty ledger that answers. ' +
          'Where there is a ledger already, nothing is changed. Run it as the user of the service.',
      )
      .option(
        '--new-audit-log',
        'Begin only an audit log, beside a log whose own is lost and cannot be restored.',
      ),
  examples: [
    { call: 'init --data-dir /var/lib/consent-ledger', does: 'Begin a ledger before the first start:' },
    { call: 'init', does: 'Begin one on EventStoreDB, when EVENT_STORE_URL names a server:' },
  ],
  load: async () => (await import('./init.js')).initLedger,
};
