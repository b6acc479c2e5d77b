import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import { check, registration } from './support/consents';
import { loadLedger } from './support/load-ledger';
import { startServer, type ServerProcess } from './support/server-process';
import { demandSound, untilReady } from './support/sound-service';
import { table } from './support/table';

const CONSENTS = Number(process.env.CONSENTS ?? 100_000);
const SECONDS = Number(process.env.SECONDS ?? 60);
/** A country's busiest minute, as docs/scale.md has it. */
const CHECKS_PER_SECOND = Number(process.env.CHECKS_PER_SECOND ?? 560);
const REGISTRATIONS_PER_SECOND = Number(process.env.REGISTRATIONS_PER_SECOND ?? 4);
const CONNECTIONS = 50;
const LOADED_PATIENCE_MS = 600_000;

/** Sends so many requests a second to one path, whether they are answered in time or not. */
function paced(url: string, path: string, rate: number, body: (index: number) => string) {
  let sent = 0;
  return autocannon({
    url,
    connections: Math.min(CONNECTIONS, rate),
    overallRate: rate,
    duration: SECONDS,
    requests: [
      {
        method: 'POST',
        path,
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: body(sent++) }),
      },
    ],
  });
}

const bytesOf = async (folder: string, log: string): Promise<number> =>
  (await stat(join(folder, log, 'data.mdb'))).size;

/** A country's busiest minute at one service, and what it leaves on the disk. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'consent-country-'));
  await loadLedger(folder, CONSENTS);
  const service = await startServer('apps/api/src/main.js', { DATA_DIR: folder });
  await untilReady(service, LOADED_PATIENCE_MS);
  await busyMinute(service, folder);
  await service.stop();
  await rm(folder, { recursive: true });
}

async function busyMinute(service: ServerProcess, folder: string): Promise<void> {
  const [cpu, begun, bytes] = [service.cpuMicros(), performance.now(), await bytesOf(folder, 'audit-log')];
  const [checks, registrations] = await Promise.all([
    paced(service.url, '/v2/check-consent', CHECKS_PER_SECOND, (index) => check(index % CONSENTS)),
    paced(service.url, '/v2/register-extended-consent', REGISTRATIONS_PER_SECOND, (index) =>
      registration(CONSENTS + index),
    ),
  ]);
  const share = (service.cpuMicros() - cpu) / 1000 / (performance.now() - begun);
  await pause(1_000);
  const kept = (await bytesOf(folder, 'audit-log')) - bytes;
  await demandSound(service, { granted: [check(0), check(CONSENTS - 1)] });
  process.stdout.write(table(HEAD, [row('checks', checks), row('registrations', registrations)]));
  process.stdout.write(
    `${(share * 100).toFixed(0)} % of one processor; ${(kept / checks.requests.total).toFixed(0)} bytes on the disk a check.\n`,
  );
  if (checks.non2xx + checks.errors + registrations.non2xx + registrations.errors > 0) process.exitCode = 1;
}

const HEAD = ['', 'answered', 'failed', 'a second', 'p50 ms', 'p99 ms', 'longest ms'];

const row = (name: string, { requests, non2xx, errors, duration, latency }: autocannon.Result): string[] =>
  [
    name,
    requests.total - non2xx,
    non2xx + errors,
    Math.round(requests.total / duration),
    latency.p50,
    latency.p99,
    latency.max,
  ].map(String);

void main();
