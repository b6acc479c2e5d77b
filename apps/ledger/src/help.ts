import type { LedgerCommand } from './ledger-command';

const common = [
  ['0', 'Done.'],
  ['1', 'It found what it looks for, such as a difference or a broken proof.'],
  ['2', 'Wrong usage, or a setting that cannot be used. Nothing was done.'],
  ['3', 'It could not be done; standard error says why.'],
  ['130', 'Stopped from the keyboard.'],
] as const;

/** What stands below a command's options, or the list of commands: exit codes and examples. */
export function helpAfter(command?: LedgerCommand): string {
  const codes = common
    .filter(([code]) => code !== '1' || !command || command.found)
    .map(
      ([code, meaning]) => `  ${code.padEnd(5)}${code === '1' && command?.found ? command.found : meaning}`,
    );
  const examples = command?.examples.map(({ call, does }) => `  ${does}\n    ledger ${call}`) ?? settings;
  return `\nExit codes:\n${codes.join('\n')}\n\n${command ? 'Examples:\n' : ''}${examples.join('\n')}`;
}

const settings = [
  'Settings are those of the service, from the environment and .env:',
  'DATA_DIR or EVENT_STORE_URL say where the ledger is.',
  'It is safe to run beside a live service.',
  '"ledger <command> --help" has examples.',
];
