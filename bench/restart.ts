import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from './support/consents';
import { loadLedger } from './support/load-ledger';
import { demandSound, untilReady } from './support/sound-service';
import { startServer } from './support/server-process';
import { table } from './support/table';

const SIZES = (process.env.EVENTS ?? '10000,100000,1000000').split(',').map(Number);
const RESTARTS = 3;

/** How long a start takes from the process's birth until /health/ready says yes: the first one builds the read models, the others resume. */
async function main(): Promise<void> {
  const rows: string[][] = [];
  for (const events of SIZES) rows.push(await measure(events));
  process.stdout.write(
    table(['events', 'first start s', 'events/s', 'restart s (median)', 'own memory MiB'], rows),
  );
}

async function measure(events: number): Promise<string[]> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'consent-restart-'));
  await loadLedger(dataDirectory, events);
  const first = await secondsToReady(dataDirectory);
  const restarts: number[] = [];
  let memory = 0;
  for (let round = 0; round < RESTARTS; round++) {
    const restart = await secondsToReady(dataDirectory);
    restarts.push(restart.seconds);
    memory = Math.max(memory, restart.memory);
  }
  await rm(dataDirectory, { recursive: true });
  const median = restarts.sort((a, b) => a - b)[Math.floor(RESTARTS / 2)]!;
  return [
    String(events),
    first.seconds.toFixed(1),
    (events / first.seconds).toFixed(0),
    median.toFixed(2),
    Math.max(memory, first.memory).toFixed(0),
  ];
}

async function secondsToReady(dataDirectory: string): Promise<{ seconds: number; memory: number }> {
  const begun = performance.now();
  const server = await startServer('apps/api/src/main.js', { DATA_DIR: dataDirectory });
  await untilReady(server);
  const seconds = (performance.now() - begun) / 1000;
  const memory = server.ownMemoryMiB();
  await demandSound(server, { granted: [check(0)] });
  await server.stop();
  return { seconds, memory };
}

void main();
