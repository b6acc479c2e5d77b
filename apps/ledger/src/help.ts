import { Help } from 'commander';
import type { LedgerCommand } from './ledger-command';
import { roomOf } from './terminal/room';
import { wrapped } from './terminal/wrapped';

/** How narrow a description beside its option or command may become. */
const NARROWEST_BESIDE = 24;

/** How far a description is indented that is below its option or command. */
const BELOW = 6;

/** Where nothing has an edge, help is as wide as a terminal used to be. */
const USUAL_WIDTH = 80;

const roomForHelp = (output: NodeJS.WriteStream): number => {
  const room = roomOf(output);
  return Number.isFinite(room) ? room : USUAL_WIDTH;
};

export const helpWidths = {
  getOutHelpWidth: (): number => roomForHelp(process.stdout),
  getErrHelpWidth: (): number => roomForHelp(process.stderr),
};

/** Commander's layout; a description that has no room beside its option or command is below it. */
export const helpLayout = {
  minWidthToWrap: NARROWEST_BESIDE,
  styleUsage(this: Help, usage: string): string {
    return hanging('Usage: ', usage, this.helpWidth).slice('Usage: '.length);
  },
  formatItem(this: Help, ...item: Parameters<Help['formatItem']>): string {
    const [term, termWidth, description, { helpWidth: room = USUAL_WIDTH }] = item;
    if (room - `  ${' '.repeat(termWidth)}  `.length >= NARROWEST_BESIDE)
      return Help.prototype.formatItem.apply(this, item);
    return [hanging('  ', term, room), ...indented(BELOW, description, room)].join('\n');
  },
};

const common = [
  ['0', 'Done.'],
  ['1', 'It found what it looks for, such as a difference or a broken proof.'],
  ['2', 'Wrong usage, or a setting that cannot be used. Nothing was done.'],
  ['3', 'It could not be done; standard error says why.'],
  ['130', 'Stopped from the keyboard.'],
] as const;

/** What is below a command's options, or the list of commands: exit codes and examples. A call is never broken. */
export function helpAfter(command?: LedgerCommand): (context: { readonly error: boolean }) => string {
  return ({ error }) => {
    const room = error ? helpWidths.getErrHelpWidth() : helpWidths.getOutHelpWidth();
    const codes = common
      .filter(([code]) => code !== '1' || !command || command.found)
      .map(([code, meaning]) =>
        hanging(`  ${code.padEnd(5)}`, code === '1' && command?.found ? command.found : meaning, room),
      );
    const examples = command
      ? command.examples.flatMap(({ call, does }) => [...indented(2, does, room), `    ledger ${call}`])
      : settings.flatMap((line) => wrapped(line, room));
    return ['', 'Exit codes:', ...codes, '', ...(command ? ['Examples:'] : []), ...examples].join('\n');
  };
}

const settings = [
  'Settings are those of the service, from the environment and .env:',
  'DATA_DIR or EVENT_STORE_URL say where the ledger is.',
  'It is safe to run beside a live service.',
  '"ledger <command> --help" has examples.',
];

const indented = (by: number, text: string, room: number): string[] =>
  wrapped(text, room - by).map((line) => ' '.repeat(by) + line);

/** A text whose further lines begin below its first word. */
const hanging = (begin: string, text: string, room = USUAL_WIDTH): string =>
  begin + wrapped(text, room - begin.length).join(`\n${' '.repeat(begin.length)}`);
