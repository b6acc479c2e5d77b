import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeLedger } from '../test/generated-ledger';
import { baselines, ledgerIn, LEFT_BEHIND, tasks, type Counted, type Task } from './support/audit-tasks';
import { factsOf } from './support/ledger-facts';
import { measuredRun, type MeasuredRun } from './support/measured-run';
import { untilReady } from './support/sound-service';
import { startServer } from './support/server-process';
import { table } from './support/table';

const SIZES = (process.env.SIZES ?? '10000,100000').split(',').map(Number);

/** Where the ledgers stay, to be found again by the next run; otherwise they are thrown away. */
const KEPT_IN = process.env.KEPT_IN;

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
  const folder = await folderFor(size);
  const facts = await factsOf(ledgerIn(folder));
  const runs = new Map<string, MeasuredRun>();
  for (const task of chosen) {
    const run = await measuredRun(task.call(folder, facts));
    process.stderr.write(
      `${size} ${task.name}: ${run.seconds.toFixed(2)} s, processor ${run.cpuSeconds.toFixed(2)} s, own ${run.ownMiB.toFixed(0)} MiB, mapped ${run.mappedMiB.toFixed(0)} MiB, code ${run.code} ${run.errors}\n`,
    );
    if (run.code !== 0) throw new Error(`${task.name} ended with ${run.code}.`);
    runs.set(task.name, run);
  }
  if (KEPT_IN === undefined) await rm(folder, { recursive: true });
  return runs;
}

async function folderFor(size: number): Promise<string> {
  const folder = KEPT_IN ? join(KEPT_IN, String(size)) : await mkdtemp(join(tmpdir(), 'consent-audit-'));
  for (const left of LEFT_BEHIND) await rm(join(folder, left), { recursive: true, force: true });
  if (existsSync(ledgerIn(folder))) return folder;
  await mkdir(folder, { recursive: true });
  await writeLedger(ledgerIn(folder), { events: size, decisions: size, seed: 1 });
  await beServed(ledgerIn(folder), size);
  return folder;
}

/** Until its read models stand at the end of the ledger and all of it is signed for: commands are measured on a ledger in use. */
async function beServed(dataDirectory: string, events: number): Promise<void> {
  const service = await startServer('apps/api/src/main.js', { DATA_DIR: dataDirectory });
  await untilReady(service);
  const isSigned = new RegExp(`^consent_checkpoint_size ${events}$`, 'm');
  while (!isSigned.test(await (await fetch(`${service.url}/metrics`)).text())) await pause(100);
  await service.stop();
}

const HEAD = [
  '',
  ...SIZES.map((size) => `${size}: s`),
  'processor s',
  'per second',
  'of the baseline',
  ...SIZES.map((size) => `${size}: own MiB`),
];

function rowOf({ name, counted }: Task, bySize: readonly Runs[]): string[] {
  const runs = bySize.map((all) => all.get(name)!);
  const largest = runs.at(-1)!;
  return [
    name,
    ...runs.map(({ seconds }) => seconds.toFixed(2)),
    largest.cpuSeconds.toFixed(2),
    ...(counted ? ratesOf(largest, counted, bySize.at(-1)!) : ['', '']),
    ...runs.map(({ ownMiB }) => ownMiB.toFixed(0)),
  ];
}

/** On the largest ledger: how many a second, and which part that is of merely reading them, both by processor time. */
function ratesOf({ cpuSeconds }: MeasuredRun, counted: Counted, runs: Runs): [string, string] {
  const baseline = runs.get(baselines.find((task) => task.counted === counted)!.name)!;
  const rate = SIZES.at(-1)! / cpuSeconds;
  return [rate.toFixed(0), (baseline.cpuSeconds / cpuSeconds).toFixed(2)];
}

void main();
