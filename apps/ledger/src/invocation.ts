import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { using } from './closing';
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
    config: async () => {
      const { readConfig } = await import('#platform');
      return readConfig(environment(options.dataDir));
    },
    log: async () => {
      const { createLogForPeople } = await import('#platform');
      return createLogForPeople(process.env.LOG_LEVEL === 'debug' ? 'debug' : 'warn');
    },
    using,
  };
}

function environment(dataDirectory: string | boolean | undefined): NodeJS.ProcessEnv {
  if (dataDirectory === '') throw new WrongUsage('--data-dir is empty: name the folder of the ledger.');
  if (existsSync('.env')) process.loadEnvFile('.env');
  return typeof dataDirectory === 'string' ? { ...process.env, DATA_DIR: dataDirectory } : process.env;
}
