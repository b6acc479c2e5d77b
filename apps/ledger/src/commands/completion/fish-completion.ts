import type { CommandDescription, OptionDescription } from '../../ledger-command';

export function fishCompletion(commands: readonly CommandDescription[]): string {
  const names = commands.map(
    ({ name, summary }) => `complete -c ledger -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
  );
  const lines = ['# Completion of ledger for fish, made by: ledger completion fish', ...names];
  return `${[...lines, ...commands.flatMap(linesOf)].join('\n')}\n`;
}

function linesOf({ name, options, choices }: CommandDescription): string[] {
  const within = `complete -c ledger -n '__fish_seen_subcommand_from ${name}'`;
  return [
    ...(choices.length > 0 ? [`${within} -f -a ${quoted(choices.join(' '))}`] : []),
    ...options.map((option) => `${within} ${flagsOf(option)} -d ${quoted(option.description)}`),
  ];
}

function flagsOf({ long, takesValue, choices }: OptionDescription): string {
  const flag = `-l ${long.slice(2)}`;
  if (!takesValue) return flag;
  return choices.length > 0 ? `${flag} -x -a ${quoted(choices.join(' '))}` : `${flag} -r`;
}

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
