import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from '../test/support/call';
import { Follower, readByPages, readByStream } from './support/change-readers';
import { careProvider, check, registration } from './support/consents';
import { loadLedger } from './support/load-ledger';
import { quantile } from './support/quantile';
import { startServer, type ServerProcess } from './support/server-process';
import { demandSound } from './support/sound-service';
import { table } from './support/table';

const CONSENTS = Number(process.env.CONSENTS ?? 10_000);
const CONSUMERS = (process.env.CONSUMERS ?? '1,4,16').split(',').map(Number);
const WRITES = Number(process.env.WRITES ?? 300);

/** All are at one care provider: every fiftieth person is. */
const personOf = (index: number): number => 50 * index;
const provider = careProvider(0);

interface Measured {
  /** Changes a second, to all consumers together. */
  readonly rate: number;
  /** Processor time of the server, for one change to one consumer. */
  readonly micros: number;
}

/** All consumers read everything at once, each of them all there is. */
async function measured(
  server: ServerProcess,
  consumers: number,
  read: () => Promise<number>,
): Promise<Measured> {
  const [begun, before] = [performance.now(), server.cpuMicros()];
  const counts = await Promise.all(Array.from({ length: consumers }, read));
  const seconds = (performance.now() - begun) / 1000;
  if (counts.some((count) => count !== CONSENTS))
    throw new Error(`A consumer has read ${counts.join(', ')}.`);
  const all = consumers * CONSENTS;
  return { rate: all / seconds, micros: (server.cpuMicros() - before) / all };
}

/** How long after its acknowledgement a change was seen, by every consumer that follows the stream. */
async function delays(url: string, consumers: number, firstPerson: number): Promise<readonly number[]> {
  const followers = await Promise.all(Array.from({ length: consumers }, () => Follower.open(url, provider)));
  const acknowledgedAt = new Map<string, number>();
  for (let index = 0; index < WRITES; index += 1) {
    const request = JSON.parse(registration(personOf(firstPerson + index))) as { assertionId: string };
    const { status } = await call(url, 'register-extended-consent', request);
    if (status !== 201) throw new Error(`A registration is answered ${status}.`);
    acknowledgedAt.set(request.assertionId, performance.now());
  }
  const waits: number[] = [];
  for (const follower of followers) {
    await follower.untilSeen(acknowledgedAt.keys());
    for (const [id, at] of acknowledgedAt) waits.push(Math.max(0, follower.seenAt.get(id)! - at));
    follower.close();
  }
  return waits.sort((one, other) => one - other);
}

const fixed = (number: number, digits = 0): string => number.toFixed(digits);

/** The feed of changes, by pages and by a stream, beside Fastify that streams the same bytes; and how soon a change is seen. */
async function main(): Promise<void> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'consent-bench-'));
  await loadLedger(dataDirectory, CONSENTS, personOf);
  const settings = { DATA_DIR: dataDirectory, STREAMS_PER_CALLER: '1000' };
  const service = await startServer('apps/api/src/main.js', settings);
  await readByPages(service.url, provider);
  const streamed = join(dataDirectory, 'streamed');
  await writeFile(streamed, (await readByStream(service.url, provider)).bytes);
  const raw = await startServer('bench/baselines/raw-stream.js', { STREAMED: streamed });
  const stream = async ({ url }: ServerProcess) => (await readByStream(url, provider)).read;
  const rows: string[][] = [];
  for (const consumers of CONSUMERS) {
    const pages = await measured(service, consumers, () => readByPages(service.url, provider));
    const events = await measured(service, consumers, () => stream(service));
    const baseline = await measured(raw, consumers, () => stream(raw));
    rows.push([
      String(consumers),
      ...[pages, events, baseline].flatMap(({ rate, micros }) => [fixed(rate), fixed(micros, 1)]),
      fixed(events.rate / baseline.rate, 2),
    ]);
  }
  const soon: string[][] = [];
  for (const [index, consumers] of CONSUMERS.entries()) {
    const waits = await delays(service.url, consumers, CONSENTS + index * WRITES);
    soon.push([String(consumers), fixed(quantile(waits, 0.5), 1), fixed(quantile(waits, 0.99), 1)]);
  }
  process.stdout.write(
    table(COLUMNS, rows) + '\n' + table(['consumers', 'seen p50 ms', 'seen p99 ms'], soon),
  );
  await demandSound(service, { granted: [check(personOf(0)), check(personOf(CONSENTS - 1))] });
  await raw.stop();
  await service.stop();
  await rm(dataDirectory, { recursive: true });
}

const COLUMNS = [
  'consumers',
  'pages changes/s',
  'pages CPU µs',
  'stream changes/s',
  'stream CPU µs',
  'raw changes/s',
  'raw CPU µs',
  'stream/raw',
];

void main();
