import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, consentsOfPatient } from './support/consents';
import { measure, type Load, type Measured } from './support/load';
import { loadLedger } from './support/load-ledger';
import { startServer, type ServerProcess } from './support/server-process';
import { demandSound, untilReady } from './support/sound-service';
import { table } from './support/table';

const CONSENTS = Number(process.env.CONSENTS ?? 100_000);
const SECONDS = Number(process.env.SECONDS ?? 6);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const CONNECTIONS = Number(process.env.CONNECTIONS ?? 64);
const MODES = ['off', 'buffered', 'durable'] as const;

const anyone = (): number => Math.floor(Math.random() * CONSENTS);

/** What is asked: checks, or with `ASKED=list` a patient's consents. */
const asked: Pick<Load, 'path' | 'body'> =
  process.env.ASKED === 'list'
    ? { path: '/v2/get-consents-for-patient', body: () => consentsOfPatient(anyone()) }
    : { path: '/v2/check-consent', body: () => check(anyone()) };

const load: Load = { ...asked, connections: CONNECTIONS, seconds: SECONDS };

/** Checks or lists through the JSON door with and without a record of each, in turns, on one server processor. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'consent-bench-'));
  await loadLedger(join(folder, 'off'), CONSENTS);
  for (const mode of MODES.slice(1)) await cp(join(folder, 'off'), join(folder, mode), { recursive: true });
  const services = await Promise.all(
    MODES.map((mode) =>
      startServer('apps/api/src/main.js', { DATA_DIR: join(folder, mode), DECISION_LOG: mode }),
    ),
  );
  for (const service of services) await untilReady(service);
  const rows: string[][] = [];
  for (let round = 1; round <= ROUNDS; round++) rows.push(...(await compare(round, services)));
  for (const service of services) await demandSound(service, { granted: [0, CONSENTS - 1].map(check) });
  process.stdout.write(
    table(['', 'answers/s', 'ratio to off', 'CPU µs', 'CPU ratio', 'p50 ms', 'p99 ms'], rows),
  );
  for (const service of services) await service.stop();
  await rm(folder, { recursive: true });
}

async function compare(round: number, services: readonly ServerProcess[]): Promise<string[][]> {
  const measured: Measured[] = [];
  for (const service of services) measured.push(sound(await measure(service, load)));
  const off = measured[0]!;
  return measured.map(({ rate, cpuMicros, p50, p99 }, index) => [
    `${MODES[index]} ${round}`,
    rate.toFixed(0),
    (rate / off.rate).toFixed(2),
    cpuMicros.toFixed(1),
    (off.cpuMicros / cpuMicros).toFixed(2),
    p50.toFixed(1),
    p99.toFixed(1),
  ]);
}

function sound(measured: Measured): Measured {
  if (measured.failed > 0)
    throw new Error(`${measured.failed} requests failed: there is nothing to compare.`);
  return measured;
}

void main();
