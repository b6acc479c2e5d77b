import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { SpawnedProtocolServer } from '../test/eventstoredb-protocol-server';
import { check, registration } from './support/consents';
import { measure } from './support/load';
import { startServer } from './support/server-process';
import { demandSound } from './support/sound-service';
import { table } from './support/table';

const SECONDS = Number(process.env.SECONDS ?? 8);
const CONCURRENCIES = [16, 64, 256];
const PEOPLE = 100_000;

const anyone = (): number => Math.floor(Math.random() * PEOPLE);

/** Of so many people whom a round registers it is asked at the end whether they are. */
const SAMPLE = 5;

/** Registering through the JSON door on EventStoreDB beside the client's own appends of the same bytes, at the same concurrency. */
async function main(): Promise<void> {
  const own = process.env.EVENT_STORE_URL;
  const server = own === undefined ? await SpawnedProtocolServer.start() : null;
  const url = own ?? server!.url;
  const dataDirectory = await mkdtemp(join(tmpdir(), 'consent-bench-'));
  const service = await startServer('apps/api/src/main.js', {
    DATA_DIR: dataDirectory,
    EVENT_STORE_URL: url,
  });
  const rows: string[][] = [];
  const sample: number[] = [];
  for (const connections of CONCURRENCIES) {
    const raw = await rawAppends(url, connections);
    const load = { path: '/v2/register-extended-consent', body: registrations(sample), connections };
    const registered = await measure(service, { ...load, seconds: SECONDS });
    if (registered.failed > 0) throw new Error(`${registered.failed} registrations failed.`);
    const ratio = registered.rate / raw;
    rows.push([
      String(connections),
      registered.rate.toFixed(0),
      raw.toFixed(0),
      ratio.toFixed(2),
      registered.p99.toFixed(0),
    ]);
  }
  await demandSound(service, { granted: sample.map(check) });
  process.stdout.write(table(['callers', 'register/s', 'raw appends/s', 'ratio', 'p99 ms'], rows));
  await service.stop();
  await server?.stop();
  await rm(dataDirectory, { recursive: true });
}

/** Registrations of anyone; the first of them go into the sample. */
function registrations(sample: number[]): () => string {
  const full = sample.length + SAMPLE;
  return () => {
    const registered = anyone();
    if (sample.length < full) sample.push(registered);
    return registration(registered);
  };
}

/** Appends per second with nothing around them: the client, one event to a new stream each, so many at a time. */
async function rawAppends(url: string, concurrency: number): Promise<number> {
  const client = EventStoreDBClient.connectionString(url);
  const end = performance.now() + SECONDS * 1000;
  let appended = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() < end) {
      const data = JSON.parse(registration(anyone())) as Record<string, string>;
      const event = jsonEvent({ id: randomUUID(), type: 'BenchRegistration', data });
      await client.appendToStream(`bench-${event.id}`, event, { expectedRevision: NO_STREAM });
      appended += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  await client.dispose();
  return appended / SECONDS;
}

void main();
