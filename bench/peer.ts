import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, registration } from './support/consents';
import { measure, type Load, type Measured } from './support/load';
import { loadLedger } from './support/load-ledger';
import { postgresPrograms, startPostgres } from './support/postgres';
import { SERVER_CORE, startServer, type ServerProcess } from './support/server-process';
import { demandSound, untilReady } from './support/sound-service';
import { table } from './support/table';

const CONSENTS = Number(process.env.CONSENTS ?? 20_000);
const SECONDS = Number(process.env.SECONDS ?? 8);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const CONNECTIONS = 64;

/** Where the peer is built, from the folder of this script in `dist`. */
const PEER = '../bench/peer/dist/main.js';

/** Nobody is registered with this number. */
const NOBODY = 36_000_000;

const anyone = (): number => Math.floor(Math.random() * CONSENTS);

type Asked = Pick<Load, 'path' | 'body'>;

const checks: Asked = { path: '/v2/check-consent', body: () => check(anyone()) };
const registrations: Asked = {
  path: '/v2/register-extended-consent',
  body: () => registration(anyone()),
};

const head = [
  '',
  'ledger req/s',
  'peer req/s',
  'ratio',
  'ledger CPU µs',
  'peer CPU µs',
  'ledger p99 ms',
  'peer p99 ms',
  'p99 to peer',
];

/**
 * Check and durable register beside a peer: the same two contracts on NestJS, TypeORM and PostgreSQL, each with its audit row in the
 * same transaction. In turns, all servers on one processor, the database's processor time counted as the peer's.
 */
async function main(): Promise<void> {
  const programs = postgresPrograms();
  if (!programs) return skip('PostgreSQL is not installed: install it, or set POSTGRESQL_BIN.');
  if (!existsSync(join(__dirname, '..', PEER)))
    return skip('the peer is not built: run npm ci and npm run build in bench/peer.');
  const dataDirectory = await mkdtemp(join(tmpdir(), 'consent-bench-'));
  await loadLedger(dataDirectory, CONSENTS);
  const ledger = await startServer('apps/api/src/main.js', { DATA_DIR: dataDirectory });
  const database = await startPostgres(programs, SERVER_CORE);
  const application = await startServer(PEER, { DATABASE_URL: database.url });
  const peer = { ...application, cpuMicros: () => application.cpuMicros() + database.cpuMicros() };
  await loadPeer(peer);
  await untilReady(ledger);
  const rows: string[][] = [];
  for (const [name, asked] of Object.entries({ check: checks, register: registrations })) {
    for (let round = 1; round <= ROUNDS; round++)
      rows.push(await compare(`${name} ${round}`, asked, ledger, peer));
  }
  await demandSound(ledger, { granted: [0, CONSENTS - 1].map(check) });
  await demandSoundPeer(peer);
  process.stdout.write(table(head, rows));
  await Promise.all([ledger.stop(), peer.stop()]);
  await database.stop();
  await rm(dataDirectory, { recursive: true });
}

const skip = (why: string): void => void process.stdout.write(`Skipped: ${why}\n`);

async function compare(
  name: string,
  asked: Asked,
  ledger: ServerProcess,
  peer: ServerProcess,
): Promise<string[]> {
  const load = { ...asked, connections: CONNECTIONS, seconds: SECONDS };
  const its = answered(await measure(peer, load));
  const own = answered(await measure(ledger, load));
  return [
    name,
    own.rate.toFixed(0),
    its.rate.toFixed(0),
    (own.rate / its.rate).toFixed(1),
    own.cpuMicros.toFixed(0),
    its.cpuMicros.toFixed(0),
    own.p99.toFixed(0),
    its.p99.toFixed(0),
    (own.p99 / its.p99).toFixed(2),
  ];
}

function answered(measured: Measured): Measured {
  if (measured.failed > 0)
    throw new Error(`${measured.failed} requests failed: there is nothing to compare.`);
  return measured;
}

/** Registers everybody that is asked about, through the peer's own door. */
async function loadPeer(peer: ServerProcess): Promise<void> {
  for (let from = 0; from < CONSENTS; from += CONNECTIONS) {
    const people = Array.from({ length: Math.min(CONNECTIONS, CONSENTS - from) }, (_, ahead) => from + ahead);
    await Promise.all(people.map((each) => demand(peer, registrations.path, registration(each), 201)));
  }
}

/** It grants what is registered, denies what is not, and refuses an id a second time, and what it cannot read. */
async function demandSoundPeer(peer: ServerProcess): Promise<void> {
  const hasConsent = async (person: number): Promise<boolean> => {
    const answer = (await (await demand(peer, checks.path, check(person), 200)).json()) as {
      readonly checkResult: { readonly hasConsent: boolean };
    };
    return answer.checkResult.hasConsent;
  };
  const answers = [await hasConsent(0), await hasConsent(CONSENTS - 1), await hasConsent(NOBODY)];
  if (answers.join() !== 'true,true,false') throw new Error(`The peer answers wrongly: ${answers.join()}.`);
  const again = registration(0);
  await demand(peer, registrations.path, again, 201);
  await demand(peer, registrations.path, again, 409);
  await demand(peer, registrations.path, '{}', 400);
}

async function demand(peer: ServerProcess, path: string, body: string, status: number): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${peer.url}${path}`, { method: 'POST', headers, body });
  if (answer.status !== status)
    throw new Error(`The peer answers ${path} with ${answer.status}, and not with ${status}.`);
  return answer;
}

void main();
