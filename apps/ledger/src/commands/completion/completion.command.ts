import { Argument } from 'commander';
import type { LedgerCommand } from '../../ledger-command';

export const completionCommand: LedgerCommand = {
  name: 'completion',
  summary: 'Print what makes a shell complete the commands of ledger and their options.',
  describe: (command) =>
    command
      .description('The script is made from the commands as this version has them. No ledger is opened.')
      .addArgument(new Argument('<shell>', 'The shell.').choices(['bash', 'zsh', 'fish'])),
  examples: [
    { call: 'completion bash > ~/.local/share/bash-completion/completions/ledger', does: 'For bash:' },
    { call: 'completion zsh > ~/.zfunc/_ledger', does: 'For zsh, with ~/.zfunc in fpath:' },
    { call: 'completion fish > ~/.config/fish/completions/ledger.fish', does: 'For fish:' },
  ],
  load: async () => (await import('./print-completion.js')).printCompletion,
};
