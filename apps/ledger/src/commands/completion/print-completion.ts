import { ExitCode } from '../../exit-code';
import type { CommandDescription, Invocation } from '../../ledger-command';
import { bashCompletion } from './bash-completion';
import { fishCompletion } from './fish-completion';
import { zshCompletion } from './zsh-completion';

type Shell = 'bash' | 'zsh' | 'fish';

const scripts: Readonly<Record<Shell, (commands: readonly CommandDescription[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** Prints the script for a shell; to machines, what it is made of. Only a shell of the list comes this far. */
export async function printCompletion({ args, terminal, commandLine }: Invocation): Promise<ExitCode> {
  const commands = commandLine();
  terminal.line(scripts[args[0] as Shell](commands).trimEnd());
  for (const command of commands) terminal.record(command);
  return ExitCode.done;
}
