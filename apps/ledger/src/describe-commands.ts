import type { Argument, Command, Option } from 'commander';
import type { CommandDescription, OptionDescription } from './ledger-command';

/** What commander knows of each command, in the order of help. */
export const describedCommands = (program: Command): CommandDescription[] =>
  program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary(),
    options: command.createHelp().visibleOptions(command).map(describedOption),
    choices: command.registeredArguments.flatMap(({ argChoices }: Argument) => argChoices ?? []),
  }));

const describedOption = ({
  long,
  description,
  required,
  optional,
  argChoices,
}: Option): OptionDescription => ({
  long: long ?? '',
  description,
  takesValue: required || optional,
  choices: argChoices ?? [],
});
