import type { ConformanceCase } from '../cases';
import type { Door } from '#contract-doors';
import type { CaseResult } from './case-result';
import { demandReady } from './demand-ready';
import { runCase, type Setting } from './run-case';

export interface KitRun extends Omit<Setting, 'door'> {
  readonly doors: readonly Door[];
  readonly cases: readonly ConformanceCase[];
  readonly report: (result: CaseResult) => void;
  /** Asked before each case: the one that runs is finished and cleaned up. */
  readonly isStopped: () => boolean;
}

/** So many cases without any answer, one after the other: the service is gone. */
const MAX_LOST = 3;

/**
 * Runs every case through every door, one after the other.
 * @throws NotReady when the service cannot be tested.
 */
export async function runKit({ doors, cases, ...rest }: KitRun): Promise<readonly CaseResult[]> {
  for (const door of doors) await demandReady({ ...rest, door });
  const results: CaseResult[] = [];
  for (const door of doors) results.push(...(await runAtDoor({ ...rest, door }, cases, rest)));
  return results;
}

async function runAtDoor(
  setting: Setting,
  cases: readonly ConformanceCase[],
  { report, isStopped }: Pick<KitRun, 'report' | 'isStopped'>,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  let lost = 0;
  for (const one of cases) {
    const isOver = lost === MAX_LOST || isStopped();
    const result = isOver ? notRun(one, setting) : await runCase(one, setting);
    if (!isOver) lost = result.isLost ? lost + 1 : 0;
    results.push(result);
    report(result);
  }
  return results;
}

const notRun = (one: ConformanceCase, { door }: Setting): CaseResult => ({
  case: one,
  door: door.name,
  outcome: 'not-run',
  milliseconds: 0,
  failure: null,
  isLost: false,
  registered: 0,
  left: [],
});
