import { Argument } from 'commander';
import type { LedgerCommand } from '../../ledger-command';

export const callersCommand: LedgerCommand = {
  name: 'callers',
  summary: 'Check a register of callers, or list what each caller may do.',
  describe: (command) =>
    command
      .description('No ledger is opened. docs/callers.md describes the file.')
      .addArgument(
        new Argument('<what>', 'check: print every fault. list: print each caller.').choices([
          'check',
          'list',
        ]),
      )
      .argument('<file>', 'The file of the register.'),
  examples: [
    { call: 'callers check callers.json', does: 'Whether a file can be used, before the service reads it:' },
    { call: 'callers list callers.json', does: 'What each caller may do:' },
  ],
  found: 'The register cannot be used.',
  load: async () => (await import('./print-callers.js')).printCallers,
};
