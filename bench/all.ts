import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { barred } from './support/bars';
import { tablesIn, type PrintedTable } from './support/printed-tables';

/** How a bench begins that lacks what it measures beside. */
const SKIPPED = 'Skipped: ';

const RESULTS = join(__dirname, '../../bench/results');

interface Bench {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The column of its first table that a picture shows. */
  readonly pictured: string;
  readonly title: string;
}

const short = { CONSENTS: '20000', SECONDS: '4', ROUNDS: '3' };

/** Those that say something within minutes. The others are named in README.md. */
const benches: readonly Bench[] = [
  { name: 'json-door', environment: short, pictured: 'ratio', title: 'Requests a second, to raw Fastify' },
  { name: 'soap-door', environment: short, pictured: 'soap/raw', title: 'Requests by SOAP, to raw Fastify' },
  {
    name: 'decision-log',
    environment: short,
    pictured: 'ratio to off',
    title: 'Checks recorded in each way, to checks without a record',
  },
  {
    name: 'restart',
    environment: { EVENTS: '10000,50000' },
    pictured: 'restart s (median)',
    title: 'Restart, in seconds, by events',
  },
  {
    name: 'audit',
    environment: { SIZES: '50000' },
    pictured: 'of the baseline',
    title: 'Commands over 50 000 events, to reading the log',
  },
  {
    name: 'changes',
    environment: { CONSENTS: '5000', WRITES: '200' },
    pictured: 'stream/raw',
    title: 'Changes by stream, to raw Fastify, by consumers',
  },
  {
    name: 'snapshots',
    environment: { CONSENTS: '5000', ROUNDS: '3' },
    pictured: 'of pages',
    title: 'A snapshot, made and verified, to the same consents by pages',
  },
  {
    name: 'webhooks',
    environment: { CONSENTS: '500', WRITES: '200' },
    pictured: 'messages/raw',
    title: 'Messages of webhooks, to raw posts, by webhooks',
  },
  {
    name: 'adoption',
    environment: { CONSENTS: '500', ROUNDS: '2', AT_ONCE: '1,4' },
    pictured: 'of reading',
    title: 'Consents adopted, to reading them alone',
  },
  {
    name: 'peer',
    environment: short,
    pictured: 'ratio',
    title: 'Requests a second, to NestJS, TypeORM and PostgreSQL',
  },
  {
    name: 'country',
    environment: { CONSENTS: '20000', SECONDS: '20' },
    pictured: 'p99 ms',
    title: 'The busiest minute of a country: p99, in milliseconds',
  },
];

/** Runs every short bench, prints what each prints, and keeps its tables and pictures. Ends with 1 when one has failed. */
async function main(): Promise<void> {
  await mkdir(RESULTS, { recursive: true });
  for (const bench of benches) {
    process.stdout.write(`\n## ${bench.name}\n\n`);
    const before = loadavg()[0]!;
    const { printed, code } = await run(bench);
    if (code !== 0) process.exitCode = 1;
    const tables = tablesIn(printed);
    await keep(`${bench.name}.json`, JSON.stringify({ ...machine(before), code, tables }, null, 2) + '\n');
    if (printed.startsWith(SKIPPED)) continue;
    if (code === 0) await keep(`${bench.name}.svg`, barred(bench.title, barsOf(tables[0]!, bench.pictured)));
  }
}

async function run({
  name,
  environment,
}: Bench): Promise<{ readonly printed: string; readonly code: number }> {
  const child = spawn(process.execPath, [join(__dirname, `${name}.js`)], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.pipe(process.stdout, { end: false });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const printed = await text(child.stdout);
  return { printed, code: (await ended)[0] ?? 1 };
}

/** What a figure is to be read with: a load before the run is other work on the machine. */
const machine = (loadBefore: number) => ({
  measuredAt: new Date().toISOString(),
  node: process.version,
  processors: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  loadBefore: Number(loadBefore.toFixed(1)),
});

/** @throws Error when no row has such a number. */
function barsOf(rows: PrintedTable, column: string) {
  const bars = rows
    .filter((row) => row[column])
    .map((row) => ({ name: Object.values(row)[0]!, value: Number(row[column]) }));
  if (bars.length === 0) throw new Error(`No row has a number for ${column}.`);
  return bars;
}

const keep = (file: string, content: string): Promise<void> => writeFile(join(RESULTS, file), content);

void main();
