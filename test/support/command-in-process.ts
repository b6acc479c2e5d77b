import { createLog, readConfig, systemClock, type Clock } from '#platform';
import { using } from '../../apps/ledger/src/closing';
import type { Options, Run } from '../../apps/ledger/src/ledger-command';
import { createTerminal } from '../../apps/ledger/src/terminal/terminal';

/** How a command is called, and with which settings. */
export interface CommandCall {
  readonly environment?: Record<string, string>;
  readonly args?: readonly string[];
  readonly options?: Options;
  readonly clock?: Clock;
}

/** A command of `ledger` with `--json`, without a process of its own, so that it can be run a thousand times. */
export async function runInProcess(
  run: Run,
  { environment, args = [], options = {}, clock = systemClock }: CommandCall,
) {
  const records: object[] = [];
  const config = readConfig({ LOG_LEVEL: 'error', ...environment });
  const exitCode = await run({
    args,
    options,
    terminal: { ...createTerminal(true), record: (object) => void records.push(object) },
    clock,
    commandLine: () => [],
    config: async () => config,
    log: async () => createLog(config.LOG_LEVEL),
    using,
  });
  return { exitCode, records };
}
