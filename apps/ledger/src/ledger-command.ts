import type { Command } from 'commander';
import type { Clock, Config, Logger } from '#platform';
import type { ExitCode } from './exit-code';
import type { Terminal } from './terminal/terminal';

/** What stands after a command's name. A flag is true, an option's value is text, what was not given is undefined. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** A command as it was called. */
export interface Invocation {
  readonly args: readonly string[];
  readonly options: Options;
  readonly terminal: Terminal;
  readonly clock: Clock;
  /** The service's settings, from the environment and `.env`; `--data-dir` goes before DATA_DIR. @throws ConfigError */
  readonly config: () => Promise<Config>;
  /** Every command of `ledger`, as its help describes it. */
  readonly commandLine: () => readonly CommandDescription[];
  /** What goes wrong beside the work, as sentences on standard error. */
  readonly log: () => Promise<Logger>;
  /**
   * Does the work, and closes afterwards, whatever happens: also when the command is stopped meanwhile, what was opened last first.
   */
  readonly using: <Opened extends Closable, T>(
    opened: Opened,
    work: (opened: Opened) => Promise<T>,
  ) => Promise<T>;
}

/** A command as its help describes it. */
export interface CommandDescription {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionDescription[];
  /** What an argument may be, where that is a list. */
  readonly choices: readonly string[];
}

export interface OptionDescription {
  /** Such as `--json`. */
  readonly long: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** What its value may be, where that is a list. */
  readonly choices: readonly string[];
}

export interface Closable {
  close(): Promise<void>;
}

export type Run = (invocation: Invocation) => Promise<ExitCode>;

/** How a command is called, with everything that follows `ledger`, and what that does. */
export interface CommandExample {
  readonly call: string;
  readonly does: string;
}

/**
 * A command. What describes it is read for every call of `ledger`, so it loads nothing; its work is loaded when it is run
 * (`import('./work.js')`), so that help, and what needs no ledger, come at once.
 */
export interface LedgerCommand {
  readonly name: string;
  /** What it does, in a line. */
  readonly summary: string;
  /** Gives its arguments and options, and says more than the summary. `--json` and `--data-dir` every command has. */
  readonly describe: (command: Command) => void;
  readonly examples: readonly CommandExample[];
  /** What it means that the command ends with 1. Absent: it never does. */
  readonly found?: string;
  /** The option, by its name in `Options`, without which it never does either. */
  readonly foundWith?: string;
  /** It shows something of patients, or of those who looked at them: it is recorded who called it, and what for (`--purpose`). */
  readonly isLook?: true;
  readonly load: () => Promise<Run>;
}
