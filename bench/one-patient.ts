import { readdir, stat, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, consentsOfPatient, registration } from './support/consents';
import { loadLedger } from './support/load-ledger';
import { startServer, type ServerProcess } from './support/server-process';
import { demandSound, untilReady } from './support/sound-service';
import { table } from './support/table';

const SIZES = (process.env.CONSENTS ?? '10,100,1000,10000').split(',').map(Number);
const CALLS = 50;
const WAITED_FOR = 20;
const PERSON = 0;

/** One patient with ever more consents at one unit: what a check, a registration and a list cost, and how long others wait meanwhile. */
async function main(): Promise<void> {
  const rows: string[][] = [];
  for (const size of SIZES) rows.push(await measure(size));
  const head = [
    'consents',
    'read models MiB',
    'check CPU ms',
    'register CPU ms',
    'list CPU ms',
    'list kB',
    'longest wait ms',
  ];
  process.stdout.write(table(head, rows));
}

async function measure(size: number): Promise<string[]> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'consent-one-patient-'));
  await loadLedger(dataDirectory, size, () => PERSON);
  const server = await startServer('apps/api/src/main.js', { DATA_DIR: dataDirectory });
  await untilReady(server);
  const checked = await cost(server, '/v2/check-consent', () => check(PERSON));
  const registered = await cost(server, '/v2/register-extended-consent', () => registration(PERSON));
  const listed = await cost(server, '/v2/get-consents-for-patient', () => consentsOfPatient(PERSON));
  const longest = await longestWait(server);
  await demandRightAnswers(server, size + 2 * CALLS + WAITED_FOR);
  await server.stop();
  const mebibytes = (await bytesIn(join(dataDirectory, 'read-models'))) / 2 ** 20;
  await rm(dataDirectory, { recursive: true });
  const figures = [mebibytes, checked.cpuMs, registered.cpuMs, listed.cpuMs, listed.bytes / 1000, longest];
  return [String(size), ...figures.map((figure) => figure.toFixed(1))];
}

/** Processor time of one call, all threads of the server included, and the bytes of its answer. The first calls warm up. */
async function cost(
  server: ServerProcess,
  path: string,
  body: () => string,
): Promise<{ cpuMs: number; bytes: number }> {
  for (let call = 0; call < CALLS; call++) await ask(server, path, body());
  const before = server.cpuMicros();
  let bytes = 0;
  for (let call = 0; call < CALLS; call++) bytes = (await ask(server, path, body())).length;
  return { cpuMs: (server.cpuMicros() - before) / 1000 / CALLS, bytes };
}

/** The longest that somebody else waits, who asks for nothing that costs anything: so long was the process busy with one thing. */
async function longestWait(server: ServerProcess): Promise<number> {
  const others = new OthersWaiting(server);
  for (let call = 0; call < WAITED_FOR; call++) {
    await ask(server, '/v2/register-extended-consent', registration(PERSON));
    await ask(server, '/v2/get-consents-for-patient', consentsOfPatient(PERSON));
  }
  return others.end();
}

async function ask({ url }: ServerProcess, path: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} is answered with ${response.status}: ${text}`);
  return text;
}

/** Somebody who asks one cheap thing after the other. */
class OthersWaiting {
  private readonly asking: Promise<number>;
  private isOver = false;

  constructor(server: ServerProcess) {
    this.asking = this.longest(server);
  }

  end(): Promise<number> {
    this.isOver = true;
    return this.asking;
  }

  private async longest({ url }: ServerProcess): Promise<number> {
    let longest = 0;
    while (!this.isOver) {
      const begun = performance.now();
      await (await fetch(`${url}/health/live`)).text();
      longest = Math.max(longest, performance.now() - begun);
    }
    return longest;
  }
}

interface List {
  readonly getConsentsResult: {
    readonly result: { readonly resultCode: string };
    readonly pdlAssertions: readonly unknown[];
  };
}

/** Figures of a service that has stopped answering are worth nothing. */
async function demandRightAnswers(server: ServerProcess, consents: number): Promise<void> {
  await demandSound(server, { granted: [check(PERSON)] });
  const text = await ask(server, '/v2/get-consents-for-patient', consentsOfPatient(PERSON));
  const { result, pdlAssertions } = (JSON.parse(text) as List).getConsentsResult;
  const isWhole = result.resultCode === 'OK' && pdlAssertions.length === consents;
  const isPart = result.resultCode === 'INFO' && pdlAssertions.length < consents;
  if (!isWhole && !isPart)
    throw new Error(`${pdlAssertions.length} of ${consents} consents were listed as ${result.resultCode}.`);
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((total, size) => total + size, 0);
}

void main();
