import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../support/project-folder';
import { spawnLedger } from '../support/ledger-cli';
import { grounds, type AgedCopy } from './aged-copy';
import { daysOfLedger, daysOnDisk } from './aged-ledger';

const main = join(projectFolder, 'dist/test/processes/killed-retention.js');

/** Applies the plan of now in a process that is killed, or asked to stop, at a step, and ends as `end` says. */
async function endAt(step: string, copy: AgedCopy, end: typeof killed | typeof stopped): Promise<void> {
  const { digest } = await copy.plan();
  const given = ['--plan', digest, '--reason', grounds.reason, '--authority', grounds.authority];
  const child = spawnLedger([step, 'retention', 'apply', ...given], { environment: copy.environment, main });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect({ step, code, signal }).toEqual({ step, ...end });
}

const killed = { code: null, signal: 'SIGKILL' } as const;

/** How a process ends that was asked to stop, and does so in order. */
export const stopped = { code: 130, signal: null } as const;

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** What was found and done after a removal was killed at a step. */
export interface AfterKilling {
  /** The days on the disk, and what `verify` finds: the streams. */
  readonly killed: { readonly days: readonly string[]; readonly findings: readonly unknown[] };
  /** The same after the command was run again, what it completed, and how many days it has removed. */
  readonly again: AfterKilling['killed'] & {
    readonly completed: readonly boolean[];
    readonly removed: number;
  };
}

interface Printed {
  readonly completed?: { readonly isRemoved: boolean };
  readonly removed?: { readonly days: number };
}

export async function afterKillingAt(
  step: string,
  copy: AgedCopy,
  end: typeof killed | typeof stopped = killed,
): Promise<AfterKilling> {
  await copy.renew();
  await endAt(step, copy, end);
  const found = await stateOf(copy);
  const printed = (await copy.apply()) as readonly Printed[];
  const completed = printed.flatMap((one) => (one.completed ? [one.completed.isRemoved] : []));
  const removed = printed.at(-1)!.removed!.days;
  await copy.signAgain();
  expect(await isThere(join(copy.path, 'audit-log', 'rewrite'))).toBe(false);
  return { killed: found, again: { ...(await stateOf(copy)), completed, removed } };
}

const stateOf = async (copy: AgedCopy): Promise<AfterKilling['killed']> => ({
  days: await daysOnDisk(copy.path),
  findings: (await copy.findings()).map(({ kind, stream }) => `${kind} in ${stream}`),
});

const whole = { days: [...daysOfLedger].sort(), findings: [] };
const over = { days: ['2099-01-01'], findings: [] };

/** Nothing was removed, and the next run removes it. @param completed what the next run finds begun. */
export const nothingGone = (completed: readonly boolean[]): AfterKilling => ({
  killed: whole,
  again: { ...over, completed, removed: 3 },
});

/** All was removed, and the next run removes nothing. */
export const allGone = (findings: readonly string[], completed: readonly boolean[]): AfterKilling => ({
  killed: { ...over, findings },
  again: { ...over, completed, removed: 0 },
});
