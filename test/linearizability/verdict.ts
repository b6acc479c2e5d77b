import { setTimeout as delay } from 'node:timers/promises';
import { ledger } from '../support/ledger-cli';
import { violationsIn } from './check-history';
import type { ConcurrentCallers, Target } from './concurrent-callers';
import { faultsInLog } from './logged';

/** What was run, and the settings of each process that took part: those on one folder have the same. */
export interface Run {
  readonly callers: ConcurrentCallers;
  readonly targets: readonly Target[];
  readonly environments: readonly Record<string, string>[];
}

/** Everything that is wrong with a ledger after callers were at work on it, in words. */
export async function faultsOf({ callers, targets, environments }: Run): Promise<string[]> {
  for (const target of targets) await untilReady(target);
  const faults = [
    ...callers.unexpected,
    ...violationsIn(callers.history).map(({ text }) => text),
    ...(await faultsInLog(environments[0]!, callers.history)),
    ...(await complaintsOf('verify', environments[0]!)),
  ];
  const folders = new Map(environments.map((environment) => [environment.DATA_DIR, environment]));
  for (const environment of folders.values()) faults.push(...(await complaintsOf('diff', environment)));
  return faults;
}

async function untilReady({ url }: Target): Promise<void> {
  while (!(await fetch(`${url}/health/ready`)).ok) await delay(50);
}

/** Whether every event is lawful and signed (`verify`), and whether live rows are what a fresh replay builds (`diff`). */
async function complaintsOf(
  command: 'verify' | 'diff',
  environment: Record<string, string>,
): Promise<string[]> {
  const { code, out, err } = await ledger([command], { environment });
  return code === 0 ? [] : [`ledger ${command} ended with ${code}: ${err}${out}`];
}
