import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeLedger } from '../test/generated-ledger';
import { baselines, ledgerIn, tasks, type Counted, type Task } from './support/audit-tasks';
import { factsOf } from './support/ledger-facts';
import { measuredRun, type MeasuredRun } from './support/measured-run';
import { startServer } from './support/server-process';
import { table } from './support/table';

const SIZES = (process.env.SIZES ?? '10000,100000').split(',').map(Number);

/** Only the commands of such names, and the baselines. */
const ONLY = new RegExp(process.env.ONLY ?? '');

type Runs = ReadonlyMap<string, MeasuredRun>;

const chosen = [...baselines, ...tasks.filter(({ name }) => ONLY.test(name))];

/** Every command of the auditors on generated ledgers, each so many events and as many decisions: time, rate, memory, and how they grow. */
async function main(): Promise<void> {
  const bySize: Runs[] = [];
  for (const size of SIZES) bySize.push(await measureAll(size));
  process.stdout.write(
    table(
      HEAD,
      chosen.map((task) => rowOf(task, bySize)),
    ),
  );
}

async function measureAll(size: number): Promise<Runs> {
  const folder = await mkdtemp(join(tmpdir(), 'consent-audit-'));
  await writeLedger(ledgerIn(folder), { events: size, decisions: size, seed: 1 });
  await beServed(ledgerIn(folder), size);
  const facts = await factsOf(ledgerIn(folder));
  const runs = new Map<string, MeasuredRun>();
  for (const task of chosen) {
    const run = await measuredRun(task.call(folder, facts));
    process.stderr.write(
      `${size} ${task.name}: ${run.seconds.toFixed(2)} s, code ${run.code} ${run.errors}\n`,
    );
    if (run.code !== 0) throw new Error(`${task.name} ended with ${run.code}.`);
    runs.set(task.name, run);
  }
  await rm(folder, { recursive: true });
  return runs;
}

/** Until its read models stand at the end of the ledger and all of it is signed for: commands are measured on a ledger in use. */
async function beServed(dataDirectory: string, events: number): Promise<void> {
  const service = await startServer('apps/api/src/main.js', { DATA_DIR: dataDirectory });
  while (!(await fetch(`${service.url}/health/ready`)).ok) await pause(100);
  const isSigned = new RegExp(`^consent_checkpoint_size ${events}$`, 'm');
  while (!isSigned.test(await (await fetch(`${service.url}/metrics`)).text())) await pause(100);
  await service.stop();
}

const HEAD = [
  '',
  ...SIZES.map((size) => `${size}: s`),
  'per second',
  'of the baseline',
  ...SIZES.map((size) => `${size}: own MiB`),
  'mapped MiB',
];

function rowOf({ name, counted }: Task, bySize: readonly Runs[]): string[] {
  const runs = bySize.map((all) => all.get(name)!);
  return [
    name,
    ...runs.map(({ seconds }) => seconds.toFixed(2)),
    ...ratesOf(runs.at(-1)!, counted, bySize.at(-1)!),
    ...runs.map(({ ownMiB }) => ownMiB.toFixed(0)),
    runs.at(-1)!.mappedMiB.toFixed(0),
  ];
}

/** On the largest ledger: how many a second, and which part that is of merely reading them. */
function ratesOf({ seconds }: MeasuredRun, counted: Counted | undefined, runs: Runs): [string, string] {
  if (!counted) return ['', ''];
  const baseline = baselines.find((task) => task.counted === counted)!;
  const rate = SIZES.at(-1)! / seconds;
  return [rate.toFixed(0), (runs.get(baseline.name)!.seconds / seconds).toFixed(2)];
}

void main();
