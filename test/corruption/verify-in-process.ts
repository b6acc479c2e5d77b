import type { Finding, Verified } from '#evidence';
import { verify } from '../../apps/ledger/src/commands/verify/verify';
import type { Options } from '../../apps/ledger/src/ledger-command';
import { runInProcess } from '../support/command-in-process';

export interface Outcome {
  readonly exitCode: number;
  readonly findings: readonly Finding[];
  /** `null` when no walk came to its end. */
  readonly summary: Verified | null;
}

/** `ledger verify --json`, without a process of its own. */
export async function verifyInProcess(
  environment: Record<string, string>,
  options: Options = {},
): Promise<Outcome> {
  const { exitCode, records } = await runInProcess(verify, { environment, options });
  return {
    exitCode,
    findings: records.flatMap((record) => ('finding' in record ? [record.finding as Finding] : [])),
    summary:
      records.flatMap((record) => ('summary' in record ? [record.summary as Verified] : []))[0] ?? null,
  };
}
