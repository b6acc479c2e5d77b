import type { Finding, Verified } from '#evidence';
import { createLog, readConfig } from '#platform';
import { verify } from '../../apps/ledger/src/commands/verify/verify';
import { using } from '../../apps/ledger/src/closing';
import type { Options } from '../../apps/ledger/src/ledger-command';
import { createTerminal } from '../../apps/ledger/src/terminal/terminal';

export interface Outcome {
  readonly exitCode: number;
  readonly findings: readonly Finding[];
  /** `null` when no walk came to its end. */
  readonly summary: Verified | null;
}

/** `ledger verify --json`, without a process of its own, so that it can be run a thousand times. */
export async function verifyInProcess(
  environment: Record<string, string>,
  options: Options = {},
): Promise<Outcome> {
  const records: object[] = [];
  const config = readConfig({ LOG_LEVEL: 'error', ...environment });
  const exitCode = await verify({
    args: [],
    options,
    terminal: { ...createTerminal(true), record: (object) => void records.push(object) },
    clock: Date.now,
    commandLine: () => [],
    config: async () => config,
    log: async () => createLog(config.LOG_LEVEL),
    using,
  });
  return {
    exitCode,
    findings: records.flatMap((record) => ('finding' in record ? [record.finding as Finding] : [])),
    summary:
      records.flatMap((record) => ('summary' in record ? [record.summary as Verified] : []))[0] ?? null,
  };
}
