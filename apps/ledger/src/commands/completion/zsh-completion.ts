import type { CommandDescription, OptionDescription } from '../../ledger-command';

export function zshCompletion(commands: readonly CommandDescription[]): string {
  return `#compdef ledger
# Completion of ledger for zsh, made by: ledger completion zsh
_ledger() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${commands.map(argumentsOf).join('\n')}
    help) _describe command commands ;;
  esac
}
compdef _ledger ledger
`;
}

function argumentsOf({ name, options, choices }: CommandDescription): string {
  const rest = choices.length > 0 ? `1:argument:(${choices.join(' ')})` : '*:file:_files';
  const specs = [...options.map(specOf), rest].map((spec) => ` \\\n      ${quoted(spec)}`);
  return `    ${name}) _arguments${specs.join('')} ;;`;
}

/** In a specification, brackets and colons have meanings of their own. */
function specOf({ long, description, takesValue, choices }: OptionDescription): string {
  const help = `${long}[${description.replaceAll(/[[\]:\\]/g, '\\$&')}]`;
  if (!takesValue) return help;
  return `${help}:value:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
