import type { CommandDescription } from '../../ledger-command';

/** Works in bash from 3.2 on, which macOS has. Where a value is asked for that has no choices, files are offered. */
export function bashCompletion(commands: readonly CommandDescription[]): string {
  return `# Completion of ledger for bash, made by: ledger completion bash
_ledger() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" words=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${[...commands.map(({ name }) => name), 'help', '--help', '--version'].join(' ')}'
  else
    case "\${COMP_WORDS[1]} $previous" in
${commands.flatMap(valuesOf).join('\n')}
    esac
    [ -n "$words" ] || case "\${COMP_WORDS[1]}" in
${commands.map(wordsOf).join('\n')}
      help) words='${commands.map(({ name }) => name).join(' ')}' ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [ "\${#COMPREPLY[@]}" -gt 0 ] || [ "$COMP_CWORD" -eq 1 ] || COMPREPLY=($(compgen -f -- "$word"))
}
complete -F _ledger ledger
`;
}

/** What may follow upon an option that takes a value. */
const valuesOf = ({ name, options }: CommandDescription): string[] =>
  options
    .filter(({ takesValue }) => takesValue)
    .map(({ long, choices }) =>
      choices.length > 0
        ? `      '${name} ${long}') words='${choices.join(' ')}' ;;`
        : `      '${name} ${long}') COMPREPLY=($(compgen -f -- "$word")); return ;;`,
    );

const wordsOf = ({ name, options, choices }: CommandDescription): string =>
  `      ${name}) words='${[...choices, ...options.map(({ long }) => long)].join(' ')}' ;;`;
