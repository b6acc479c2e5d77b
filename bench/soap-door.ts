import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, registration } from './support/consents';
import { soapRequest } from './support/envelopes';
import { measure, type Load, type Measured } from './support/load';
import { loadLedger } from './support/load-ledger';
import { startServer, type ServerProcess } from './support/server-process';
import { demandSound, untilReady } from './support/sound-service';
import { table } from './support/table';

const CONSENTS = Number(process.env.CONSENTS ?? 100_000);
const SECONDS = Number(process.env.SECONDS ?? 8);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const CONNECTIONS = 64;

/** A contract at both doors, and a request that is in order. */
interface Question {
  readonly contract: string;
  readonly jsonPath: string;
  readonly json: () => string;
  /** What a SOAP answer holds where all is well: faults in a request are answered 200, too. */
  readonly good: string;
}

const anyone = (): number => Math.floor(Math.random() * CONSENTS);

const questions: Readonly<Record<string, Question>> = {
  check: {
    contract: 'CheckConsent',
    jsonPath: '/v2/check-consent',
    json: () => check(anyone()),
    good: 'hasConsent>true<',
  },
  register: {
    contract: 'RegisterExtendedConsent',
    jsonPath: '/v2/register-extended-consent',
    json: () => registration(anyone()),
    good: 'resultCode>OK<',
  },
};

const jsonLoad = ({ jsonPath, json }: Question): Load => ({
  path: jsonPath,
  body: json,
  connections: CONNECTIONS,
  seconds: SECONDS,
});

const soapLoad = ({ contract, json }: Question): Load => {
  const { path, headers } = soapRequest(contract, json());
  const body = () => soapRequest(contract, json()).envelope;
  return { path, headers, body, connections: CONNECTIONS, seconds: SECONDS };
};

/** Check and durable register through the SOAP door, the JSON door and raw Fastify, in turns, on one server processor. */
async function main(): Promise<void> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'consent-bench-'));
  process.stdout.write(`Loading ${CONSENTS} consents …\n`);
  await loadLedger(dataDirectory, CONSENTS);
  const service = await startServer('apps/api/src/main.js', { DATA_DIR: dataDirectory });
  const raw = await startServer('bench/baselines/raw-fastify.js');
  await untilReady(service);
  const rows: string[][] = [];
  for (const [name, question] of Object.entries(questions)) {
    await demandGood(service, question);
    for (let round = 1; round <= ROUNDS; round++)
      rows.push([`${name} ${round}`, ...(await compare(question, service, raw))]);
  }
  await demandSound(service, { granted: [0, CONSENTS - 1].map(check) });
  process.stdout.write(table(['', ...HEAD], rows));
  await Promise.all([service.stop(), raw.stop()]);
  await rm(dataDirectory, { recursive: true });
}

const HEAD = [
  ...['soap req/s', 'json req/s', 'raw req/s', 'soap/raw', 'soap/json'],
  ...['soap CPU µs', 'json CPU µs', 'raw CPU µs', 'envelope bytes', 'soap p50 ms', 'soap p99 ms'],
];

async function compare(question: Question, service: ServerProcess, server: ServerProcess): Promise<string[]> {
  const raw = sound(await measure(server, jsonLoad(question)));
  const json = sound(await measure(service, jsonLoad(question)));
  const soap = sound(await measure(service, soapLoad(question)));
  return [
    ...[soap.rate, json.rate, raw.rate].map((rate) => rate.toFixed(0)),
    ...[soap.rate / raw.rate, soap.rate / json.rate].map((ratio) => ratio.toFixed(2)),
    ...[soap.cpuMicros, json.cpuMicros, raw.cpuMicros].map((micros) => micros.toFixed(1)),
    String(Buffer.byteLength(soapLoad(question).body())),
    ...[soap.p50, soap.p99].map((milliseconds) => milliseconds.toFixed(1)),
  ];
}

function sound(measured: Measured): Measured {
  if (measured.failed > 0)
    throw new Error(`${measured.failed} requests failed: there is nothing to compare.`);
  return measured;
}

async function demandGood({ url }: ServerProcess, { contract, json, good }: Question): Promise<void> {
  const { path, headers, envelope } = soapRequest(contract, json());
  const answer = await (await fetch(url + path, { method: 'POST', headers, body: envelope })).text();
  if (!answer.includes(good)) throw new Error(`${contract} is not answered as it should be: ${answer}`);
}

void main();
