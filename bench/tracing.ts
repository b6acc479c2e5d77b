import { cp, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { serveOnLoopback } from '../test/support/loopback-server';
import { check } from './support/consents';
import { measure, type Load, type Measured } from './support/load';
import { loadLedger } from './support/load-ledger';
import { startServer, type ServerProcess } from './support/server-process';
import { demandSound, untilReady } from './support/sound-service';
import { table } from './support/table';

const CONSENTS = Number(process.env.CONSENTS ?? 100_000);
const SECONDS = Number(process.env.SECONDS ?? 6);
const ROUNDS = Number(process.env.ROUNDS ?? 4);
const CONNECTIONS = Number(process.env.CONNECTIONS ?? 64);
/** Which share of the traces is recorded where only some are. */
const SHARE = process.env.SHARE ?? '0.01';

const load: Load = {
  path: '/v2/check-consent',
  body: () => check(Math.floor(Math.random() * CONSENTS)),
  connections: CONNECTIONS,
  seconds: SECONDS,
};

/** A service whose checks are traced in some way. The second one without traces says how far figures differ by chance. */
interface Traced {
  readonly name: string;
  /** Which share of the traces is recorded; absent: none, and no collector is named. */
  readonly share?: string;
  readonly server: ServerProcess;
}

const ways = [
  { name: 'off' },
  { name: 'off again' },
  { name: `share ${SHARE}`, share: SHARE },
  { name: 'all', share: '1' },
];

/** Checks through the JSON door without traces, with a share of them and with all, in turns, on one server processor. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'consent-bench-'));
  let spans = 0;
  const collector = await serveOnLoopback((request, response) => {
    void text(request).then((body) => {
      spans += body.split('"spanId"').length - 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  const services = await startAll(folder, collector.url);
  process.stdout.write(`The load of the machine is ${loadavg()[0]!.toFixed(1)}.\n`);
  const rows: string[][] = [];
  for (let round = 1; round <= ROUNDS; round++) rows.push(...(await compare(round, services, () => spans)));
  for (const { server } of services) await demandSound(server, { granted: [0, CONSENTS - 1].map(check) });
  for (const { server } of services) await server.stop();
  if (spans === 0) throw new Error('No span has come: nothing was traced.');
  process.stdout.write(
    table(['', 'checks/s', 'ratio to off', 'CPU µs', 'CPU to off', 'spans/check', 'p50 ms', 'p99 ms'], rows),
  );
  await collector.close();
  await rm(folder, { recursive: true });
}

async function startAll(folder: string, collector: string): Promise<Traced[]> {
  const loaded = join(folder, 'loaded');
  await loadLedger(loaded, CONSENTS);
  const started: Traced[] = [];
  for (const [index, { name, share }] of ways.entries()) {
    const own = join(folder, String(index));
    await cp(loaded, own, { recursive: true });
    const tracing = { OTEL_EXPORTER_OTLP_ENDPOINT: collector, OTEL_TRACES_SAMPLER_ARG: share ?? '' };
    const settings = { DATA_DIR: own, ...(share !== undefined && tracing) };
    const server = await startServer('apps/api/src/main.js', settings);
    await untilReady(server);
    started.push({ name, share, server });
  }
  return started;
}

async function compare(
  round: number,
  services: readonly Traced[],
  spansSoFar: () => number,
): Promise<string[][]> {
  const rows: string[][] = [];
  let off: Measured | undefined;
  for (const { name, server } of services) {
    const before = spansSoFar();
    const measured = sound(await measure(server, load));
    off ??= measured;
    const { rate, cpuMicros, p50, p99 } = measured;
    rows.push([
      `${name} ${round}`,
      rate.toFixed(0),
      (rate / off.rate).toFixed(2),
      cpuMicros.toFixed(1),
      (cpuMicros / off.cpuMicros).toFixed(2),
      ((spansSoFar() - before) / (rate * SECONDS)).toFixed(2),
      p50.toFixed(1),
      p99.toFixed(1),
    ]);
  }
  return rows;
}

function sound(measured: Measured): Measured {
  if (measured.failed > 0)
    throw new Error(`${measured.failed} requests failed: there is nothing to compare.`);
  return measured;
}

void main();
