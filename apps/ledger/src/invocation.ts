import type { Command } from 'commander';
import { using } from './closing';
import { describedCommands } from './describe-commands';
import { WrongUsage } from './failure';
import type { Invocation, Options } from './ledger-command';
import { createTerminal } from './terminal/terminal';

/** A command as commander has read it. */
export function invocationOf(command: Command): Invocation {
  const options = command.opts<Options>();
  return {
    args: command.processedArgs.flat().filter((arg) => typeof arg === 'string'),
    options,
    terminal: createTerminal(options.json === true),
    clock: () => Date.now(),
    commandLine: () => describedCommands(command.parent!),
    config: async () => {
      const { loadEnvFile, readConfig } = await import('#platform');
      const dataDirectory = dataDirectoryIn(options);
      loadEnvFile((warning) => process.stderr.write(`${warning}\n`));
      return readConfig({ ...process.env, ...dataDirectory });
    },
    log: async () => {
      const { createLogForPeople } = await import('#platform');
      return createLogForPeople(process.env.LOG_LEVEL === 'debug' ? 'debug' : 'warn');
    },
    using,
  };
}

function dataDirectoryIn({ dataDir }: Options): { DATA_DIR?: string } {
  if (dataDir === '') throw new WrongUsage('--data-dir is empty: name the folder of the ledger.');
  return typeof dataDir === 'string' ? { DATA_DIR: dataDir } : {};
}
