import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import type * as Platform from '#platform';
import type { CommandGroup } from './commands';
import { answerUnread, endUnder, stopInOrder } from './closing';
import { ExitCode } from './exit-code';
import { helpAfter, helpLayout, helpWidths } from './help';
import { invocationOf } from './invocation';
import { sentenceOf } from './known-failures';
import type { LedgerCommand, Options } from './ledger-command';
import { projectVersion } from './project';

/** Runs the command that the arguments name, and answers how the process shall end. */
export async function runCommandLine(
  groups: readonly CommandGroup[],
  args: readonly string[],
): Promise<ExitCode> {
  stopInOrder(complain);
  let exitCode: ExitCode = ExitCode.done;
  const program = programOf(groups, (code) => (exitCode = code));
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return afterHelpOr(error);
    await complain(error);
    return isWrongUsage(error) ? ExitCode.wrongUsage : ExitCode.failed;
  }
}

/** What commander knows of all commands. */
export function programOf(groups: readonly CommandGroup[], end: (code: ExitCode) => void): Command {
  const program = new Command('ledger')
    .description(
      'For auditors and operators of a consent ledger: who did what, what was valid when, and whether it is all there.',
    )
    .version(projectVersion(), '--version', 'Print the version.')
    .helpOption('-h, --help', 'Print help.')
    .configureOutput({ outputError: leftToTheCatch, ...helpWidths })
    .configureHelp(helpLayout)
    .exitOverride()
    .addHelpText('after', helpAfter());
  for (const { heading, commands } of groups) {
    program.commandsGroup(heading);
    for (const command of commands) describe(program.command(command.name), command, end);
  }
  return program.helpCommand('help [command]', 'Print help for a command.');
}

function describe(target: Command, command: LedgerCommand, end: (code: ExitCode) => void): void {
  target.summary(command.summary).helpOption('-h, --help', 'Print help.');
  command.describe(target);
  if (command.isLook)
    target.option('--purpose <text>', 'What you look for. It is recorded, with your user name.');
  target.description([command.summary, target.description()].filter((text) => text !== '').join('\n\n'));
  target
    .option('--json', 'Print a JSON object a line, for machines.')
    .option('--data-dir <folder>', 'The folder of the ledger, instead of DATA_DIR.')
    .addHelpText('after', helpAfter(command))
    .action(async () => end(await runWithThreads(command, target)));
}

const load = createRequire(__filename);

/** Help needs neither the threads nor the lib that provides them; `import()` would begin with the first of them. */
async function runWithThreads(command: LedgerCommand, target: Command): Promise<ExitCode> {
  const platform = load('#platform') as typeof Platform;
  platform.demandOpenFiles();
  platform.provideWorkerThreads();
  endUnder(platform, complain);
  platform.takeOverConsole((text) => void (isDebugging() && say(text)));
  if (looksForSomething(command, target.opts<Options>())) answerUnread();
  return (await command.load())(invocationOf(target));
}

const looksForSomething = ({ found, foundWith }: LedgerCommand, options: Options): boolean =>
  found !== undefined && (foundWith === undefined || options[foundWith] === true);

const leftToTheCatch = (): void => undefined;

/** Help, where it was asked for or is all that can be said, has been printed by then. */
async function afterHelpOr({ code, exitCode, message }: CommanderError): Promise<ExitCode> {
  if (exitCode === 0) return ExitCode.done;
  if (code !== 'commander.help') await say(asSentence(message));
  return ExitCode.wrongUsage;
}

/** Commander's own words, as a sentence. */
function asSentence(text: string): string {
  const [first = '', ...more] = text
    .replace(/^error: /, '')
    .trim()
    .split('\n');
  const sentence = first.charAt(0).toUpperCase() + first.slice(1).replace(/\.$/, '');
  return [`${sentence}.`, ...more].join(' ');
}

const isWrongUsage = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'WrongUsage' || error.name === 'ConfigError');

/** Details of an unexpected error are printed at LOG_LEVEL=debug only. */
async function complain(error: unknown): Promise<void> {
  await say(sentenceOf(error) ?? 'Unexpected error. Run again with LOG_LEVEL=debug for details.');
  if (isDebugging() && error instanceof Error) await say(String(error.stack));
}

const isDebugging = (): boolean => process.env.LOG_LEVEL === 'debug';

/** On standard error, which goes into logs: what was mistyped, or the cause of a failure, may hold a personal identity. */
async function say(text: string): Promise<void> {
  const { withoutPersonIdentities } = await import('#consent');
  process.stderr.write(`${withoutPersonIdentities(text)}\n`);
}
