import { Argument } from 'commander';
import type { LedgerCommand } from '../../ledger-command';

export const callersCommand: LedgerCommand = {
  name: 'callers',
  summary: 'Check a register of callers, list what each caller may do, or make a key for one.',
  describe: (command) =>
    command
      .description('No ledger is opened. docs/callers.md describes the file.')
      .addArgument(
        new Argument(
          '<what>',
          'check: print every fault. list: print each caller. key: print the public key of a private one, which is made if there is no such file.',
        ).choices(['check', 'list', 'key']),
      )
      .argument('<file>', 'The file of the register, or of the private key.'),
  examples: [
    { call: 'callers check callers.json', does: 'Whether a file can be used, before the service reads it:' },
    { call: 'callers list callers.json', does: 'What each caller may do:' },
    {
      call: 'callers key portal.pem',
      does: 'A key for a caller that signs its own tokens, as the portal does:',
    },
  ],
  found: 'The register cannot be used.',
  load: async () => (await import('./print-callers.js')).printCallers,
};
