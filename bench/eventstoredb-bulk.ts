import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { SpawnedProtocolServer } from '../test/eventstoredb-protocol-server';
import { writeLedger } from '../test/generated-ledger';
import { ledgerCall } from './support/ledger-call';
import { measuredRun, type Call } from './support/measured-run';
import { startServer } from './support/server-process';
import { demandSound, untilReady } from './support/sound-service';
import { table } from './support/table';

const EVENTS = Number(process.env.EVENTS ?? 20_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);

/** What a run took, its start and its end included. */
interface Taken {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** A ledger on a server, and the settings that lead there. */
interface Ledger {
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The first start of a service and a rebuild of every read model on EventStoreDB, beside the client's own read of the same log. */
async function main(): Promise<void> {
  const own = process.env.EVENT_STORE_URL;
  const server = own === undefined ? await SpawnedProtocolServer.start() : null;
  if (own !== undefined) await demandEmpty(own);
  const folder = await mkdtemp(join(tmpdir(), 'consent-bulk-'));
  const ledger = await loaded(own ?? server!.url, folder);
  const rows: string[][] = [];
  for (let round = 1; round <= ROUNDS; round++) rows.push(...(await measure(ledger, folder, round)));
  process.stdout.write(table(['', 's', 'events/s', 'of the read', 'processor s', 'of the read'], rows));
  await server?.stop();
  await rm(folder, { recursive: true });
}

/** What else a server held would be read, too, and count for the one side only. @throws Error */
async function demandEmpty(url: string): Promise<void> {
  const client = EventStoreDBClient.connectionString(url);
  try {
    for await (const { event } of client.readAll())
      if (event && !event.type.startsWith('$')) throw new Error('The server must have nothing in it.');
  } finally {
    await client.dispose();
  }
}

/** A made-up ledger, brought to the server under a prefix that no other run has. */
async function loaded(url: string, folder: string): Promise<Ledger> {
  const [made, file] = [join(folder, 'made-up'), join(folder, 'export.ndjson')];
  await writeLedger(made, { events: EVENTS, decisions: 0, seed: 1 });
  await run(ledgerCall(made, ['export', file]));
  const environment = { EVENT_STORE_URL: url, STREAM_PREFIX: `bench-${randomUUID()}-` };
  await run(onServer(join(folder, 'importing'), { url, environment }, 'import', file));
  return { url, environment };
}

async function measure(ledger: Ledger, folder: string, round: number): Promise<string[][]> {
  const dataDirectory = join(folder, String(round));
  const script = join(__dirname, 'baselines/read-server.js');
  const read = await run({ script, args: [ledger.url] });
  const started = await firstStart(ledger, dataDirectory);
  const rebuilt = await run(onServer(dataDirectory, ledger, 'rebuild'));
  return [
    row(`the client’s readAll ${round}`, read, read),
    row(`first start ${round}`, started, read),
    row(`rebuild ${round}`, rebuilt, read),
  ];
}

/** From the birth of the service's process until it is ready. */
async function firstStart({ environment }: Ledger, dataDirectory: string): Promise<Taken> {
  const begun = performance.now();
  const service = await startServer('apps/api/src/main.js', { ...environment, DATA_DIR: dataDirectory });
  await untilReady(service);
  const taken = { seconds: (performance.now() - begun) / 1000, cpuSeconds: service.cpuMicros() / 1e6 };
  await demandSound(service);
  await service.stop();
  return taken;
}

const onServer = (dataDirectory: string, { environment }: Ledger, ...args: string[]): Call =>
  ledgerCall(dataDirectory, args, { environment: { ...environment, DATA_DIR: dataDirectory } });

async function run(call: Call): Promise<Taken> {
  const measured = await measuredRun(call);
  if (measured.code !== 0)
    throw new Error(`${call.args.join(' ')} ended with ${measured.code}: ${measured.errors}`);
  return measured;
}

const row = (name: string, { seconds, cpuSeconds }: Taken, read: Taken): string[] => [
  name,
  seconds.toFixed(1),
  (EVENTS / seconds).toFixed(0),
  (read.seconds / seconds).toFixed(2),
  cpuSeconds.toFixed(1),
  (read.cpuSeconds / cpuSeconds).toFixed(2),
];

void main();
