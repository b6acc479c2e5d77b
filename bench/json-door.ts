import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, registration } from './support/consents';
import { measure, type Load, type Measured } from './support/load';
import { loadLedger } from './support/load-ledger';
import { startServer, type ServerProcess } from './support/server-process';
import { demandSound, untilReady } from './support/sound-service';
import { table } from './support/table';

const CONSENTS = Number(process.env.CONSENTS ?? 100_000);
const SECONDS = Number(process.env.SECONDS ?? 8);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const CONNECTIONS = 64;

const anyone = (): number => Math.floor(Math.random() * CONSENTS);

const loads: Readonly<Record<string, Load>> = {
  check: {
    path: '/v2/check-consent',
    body: () => check(anyone()),
    connections: CONNECTIONS,
    seconds: SECONDS,
  },
  register: {
    path: '/v2/register-extended-consent',
    body: () => registration(anyone()),
    connections: CONNECTIONS,
    seconds: SECONDS,
  },
};

/** Check and durable register through the JSON door beside raw Fastify on the same bodies, in turns, on one server processor. */
async function main(): Promise<void> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'consent-bench-'));
  process.stdout.write(`Loading ${CONSENTS} consents …\n`);
  await loadLedger(dataDirectory, CONSENTS);
  const service = await startServer('apps/api/src/main.js', { DATA_DIR: dataDirectory });
  const baseline = await startServer('bench/baselines/raw-fastify.js');
  await ready(service);
  const rows: string[][] = [];
  for (const [name, load] of Object.entries(loads)) {
    for (let round = 1; round <= ROUNDS; round++)
      rows.push(await compare(`${name} ${round}`, load, service, baseline));
  }
  await demandSound(service, { granted: [0, CONSENTS - 1].map(check) });
  const head = [
    '',
    'service req/s',
    'raw req/s',
    'ratio',
    'service CPU µs',
    'raw CPU µs',
    'CPU ratio',
    'p50 ms',
    'p99 ms',
  ];
  process.stdout.write(table(head, rows));
  await Promise.all([service.stop(), baseline.stop()]);
  await rm(dataDirectory, { recursive: true });
}

async function compare(
  name: string,
  load: Load,
  service: ServerProcess,
  baseline: ServerProcess,
): Promise<string[]> {
  const raw = sound(await measure(baseline, load));
  const own = sound(await measure(service, load));
  return [
    name,
    own.rate.toFixed(0),
    raw.rate.toFixed(0),
    (own.rate / raw.rate).toFixed(2),
    own.cpuMicros.toFixed(1),
    raw.cpuMicros.toFixed(1),
    (raw.cpuMicros / own.cpuMicros).toFixed(2),
    own.p50.toFixed(1),
    own.p99.toFixed(1),
  ];
}

function sound(measured: Measured): Measured {
  if (measured.failed > 0)
    throw new Error(`${measured.failed} requests failed: there is nothing to compare.`);
  return measured;
}

async function ready(service: ServerProcess): Promise<void> {
  const begun = performance.now();
  await untilReady(service);
  process.stdout.write(
    `The read models caught up in ${((performance.now() - begun) / 1000).toFixed(1)} s.\n`,
  );
}

void main();
