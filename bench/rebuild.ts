import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeLedger } from '../test/generated-ledger';
import { ledgerCall } from './support/ledger-call';
import { measuredRun } from './support/measured-run';
import { jsonDoor } from './support/doors';
import { quantile } from './support/quantile';
import { demandSound, untilReady } from './support/sound-service';
import { startServer, type ServerProcess } from './support/server-process';
import { PacedStories, requestsIn, shortest, Stories, type Told } from './support/stories';
import { table } from './support/table';

/** The folder of a ledger that is there, which gets the stories' events too; otherwise one is made up. */
const LEDGER = process.env.LEDGER;
const EVENTS = Number(process.env.EVENTS ?? 100_000);
const REQUESTS_PER_SECOND = Number(process.env.REQUESTS_PER_SECOND ?? 500);
const ALONE_MS = 20_000;

/** Rebuilding every read model beside a service that is being asked, and the same service left alone: what callers notice. */
async function main(): Promise<void> {
  const dataDirectory = LEDGER ?? (await madeUp());
  const service = await startServer('apps/api/src/main.js', { DATA_DIR: dataDirectory });
  await untilReady(service);
  const alone = await told(service, () => pause(ALONE_MS));
  const beside = await told(service, () => rebuild(dataDirectory));
  await demandSound(service);
  if (alone.wrong + alone.failed + beside.wrong + beside.failed > 0) process.exitCode = 1;
  const head = ['', 'requests', 'failed', 'wrong', 'p50 ms', 'p99 ms', 'longest ms'];
  process.stdout.write(table(head, [row('alone', alone), row('beside a rebuild', beside)]));
  process.stdout.write(`The service's own memory at the end: ${service.ownMemoryMiB().toFixed(0)} MiB.\n`);
  await service.stop();
  if (LEDGER === undefined) await rm(dataDirectory, { recursive: true });
}

async function madeUp(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'consent-rebuild-'));
  await writeLedger(folder, { events: EVENTS, decisions: 0, seed: 1 });
  return folder;
}

async function rebuild(dataDirectory: string): Promise<void> {
  const run = await measuredRun(ledgerCall(dataDirectory, ['rebuild']));
  if (run.code !== 0) throw new Error(`The rebuild ended with ${run.code}: ${run.errors}`);
  process.stdout.write(
    `Rebuilt ${EVENTS} events in ${run.seconds.toFixed(1)} s, ${(EVENTS / run.seconds).toFixed(0)} a second, ` +
      `with ${run.ownMiB.toFixed(0)} MiB of its own.\n`,
  );
}

async function told({ url }: ServerProcess, meanwhile: () => Promise<void>): Promise<Told> {
  const stories = new Stories([jsonDoor(url)], shortest);
  const paced = new PacedStories(stories, REQUESTS_PER_SECOND / requestsIn(shortest));
  await meanwhile();
  await paced.stop();
  return stories.take();
}

function row(name: string, { requests, failed, wrong, latencies }: Told): string[] {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (part: number) => quantile(sorted, part).toFixed(1);
  return [name, String(requests), String(failed), String(wrong), at(0.5), at(0.99), at(1)];
}

void main();
