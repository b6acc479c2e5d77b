import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from './support/consents';
import { loadLedger } from './support/load-ledger';
import { startServer, type ServerProcess } from './support/server-process';
import { table } from './support/table';

const CONSENTS = Number(process.env.CONSENTS ?? 100_000);
const ROUNDS = Number(process.env.ROUNDS ?? 4);
const SECONDS = Number(process.env.SECONDS ?? 4);
const LIST = 1000;
const CONNECTIONS = 64;

/** Every other person of a list has a consent. */
const listOf = (round: number): unknown[] =>
  Array.from({ length: LIST }, (_, index) => {
    const person = (round * LIST + index) % CONSENTS;
    return JSON.parse(check(index % 2 === 0 ? person : person + CONSENTS)) as unknown;
  });

interface Answer {
  readonly checkResult: { readonly hasConsent: boolean };
}

const ask = async ({ url }: ServerProcess, path: string, body: unknown): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/v2/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (response.status !== 200) throw new Error(`${path} was answered ${response.status}.`);
  return response.json();
};

type Asking = (service: ServerProcess, questions: readonly unknown[]) => Promise<readonly Answer[]>;

const single = (service: ServerProcess, question: unknown) =>
  ask(service, 'check-consent', question) as Promise<Answer>;

const oneByOne: Asking = async (service, questions) => {
  const answers: Answer[] = [];
  for (const question of questions) answers.push(await single(service, question));
  return answers;
};

const manyCallers: Asking = async (service, questions) => {
  const answers: Answer[] = [];
  const queue = questions.entries();
  const caller = async () => {
    for (const [place, question] of queue) answers[place] = await single(service, question);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, caller));
  return answers;
};

const atOnce: Asking = async (service, questions) => {
  const { checkConsentsResult } = (await ask(service, 'check-consents', { questions })) as {
    checkConsentsResult: { answers: Answer[] };
  };
  return checkConsentsResult.answers;
};

interface Measured {
  /** Checks a second. */
  readonly rate: number;
  /** Processor time of the server for each check, in microseconds. */
  readonly cpuMicros: number;
}

/** Asks list after list for a while; every answer has to be right. */
async function measure(service: ServerProcess, asking: Asking): Promise<Measured> {
  const [begun, before] = [performance.now(), service.cpuMicros()];
  let checks = 0;
  while (performance.now() - begun < SECONDS * 1000) {
    const answers = await asking(service, listOf(checks / LIST));
    if (
      answers.length !== LIST ||
      answers.some(({ checkResult }, index) => checkResult.hasConsent !== (index % 2 === 0))
    )
      throw new Error('An answer is wrong.');
    checks += LIST;
  }
  const seconds = (performance.now() - begun) / 1000;
  return { rate: checks / seconds, cpuMicros: (service.cpuMicros() - before) / checks };
}

/** A list of a thousand checks: asked one by one by one caller, shared by many callers, and in one request, in turns. */
async function main(): Promise<void> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'consent-bench-'));
  await loadLedger(dataDirectory, CONSENTS);
  const service = await startServer('apps/api/src/main.js', { DATA_DIR: dataDirectory });
  while (!(await fetch(`${service.url}/health/ready`)).ok)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const rows: string[][] = [];
  for (let round = 1; round <= ROUNDS; round++) rows.push(await compare(`round ${round}`, service));
  const head = [
    '',
    'list/s',
    '/ one by one',
    `/ ${CONNECTIONS} callers`,
    'list CPU µs',
    'one by one CPU µs',
    'callers CPU µs',
  ];
  process.stdout.write(table(head, rows));
  await service.stop();
  await rm(dataDirectory, { recursive: true });
}

async function compare(name: string, service: ServerProcess): Promise<string[]> {
  const serial = await measure(service, oneByOne);
  const many = await measure(service, manyCallers);
  const list = await measure(service, atOnce);
  return [
    name,
    list.rate.toFixed(0),
    (list.rate / serial.rate).toFixed(1),
    (list.rate / many.rate).toFixed(1),
    list.cpuMicros.toFixed(1),
    serial.cpuMicros.toFixed(1),
    many.cpuMicros.toFixed(1),
  ];
}

void main();
