import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsentClient, type RequestAt, type ResponseAt } from '#client';
import { careProvider, check } from './support/consents';
import { ledgerCall } from './support/ledger-call';
import { loadLedger } from './support/load-ledger';
import { measuredRun } from './support/measured-run';
import { startServer } from './support/server-process';
import { demandSound, untilReady } from './support/sound-service';
import { table } from './support/table';

const CONSENTS = Number(process.env.CONSENTS ?? 2_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const AT_ONCE = (process.env.AT_ONCE ?? '1,4,16').split(',').map(Number);
const HOUR = 3_600_000;

/** All are at one care provider: every fiftieth person is. */
const personOf = (index: number): number => 50 * index;
const careProviderId = careProvider(0);

type Patient = RequestAt<'get-extended-consents-for-patient'>['patientId'];
type Page = ResponseAt<'get-consents-for-care-provider'>['getAllAssertionsResult'];

/** The baseline: what the command asks for, asked by the client, and thrown away. Answers consents a second. */
async function readRate(client: ConsentClient, atOnce: number): Promise<number> {
  const begun = performance.now();
  const patients = (await listed(client)).values();
  let read = 0;
  const reader = async () => {
    for (const patientId of patients) {
      const result = await client.getExtendedConsentsForPatient({
        ...{ careProviderId, patientId, getCancelledFlag: false },
      });
      if (result.kind === 'refused') throw new Error(result.text);
      read += result.content.pdlAssertions.length;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, reader));
  if (read !== CONSENTS) throw new Error(`The client has read ${read} consents.`);
  return (read / (performance.now() - begun)) * 1000;
}

async function listed(client: ConsentClient): Promise<readonly Patient[]> {
  const patients = new Map<string, Patient>();
  for (let createdOnOrAfter: string | undefined; ;) {
    const request = { careProviderId, getCancelledFlag: true, createdOnOrAfter };
    const result = await client.getConsentsForCareProvider(request);
    if (result.kind === 'refused') throw new Error(result.text);
    const { assertions, hasMore, moreOnOrAfter }: Pick<Page, 'assertions' | 'hasMore' | 'moreOnOrAfter'> =
      result.content;
    for (const { patientId } of assertions) patients.set(patientId.extension, patientId);
    if (!hasMore) return [...patients.values()];
    createdOnOrAfter = moreOnOrAfter;
  }
}

/** `ledger adopt` into a new ledger, from the birth of its process to its end. */
async function adopted(address: string, dataDirectory: string, atOnce: number) {
  await succeed(['init'], dataDirectory);
  const parties = ['--source', 'SE165565594230-1000', '--operator', 'SE165565594230-20B7'];
  const how = ['--door', 'json', '--concurrency', String(atOnce), '--timeout', '600'];
  const into = `${dataDirectory}.out`;
  const run = await succeed(['adopt', address, careProviderId, ...parties, ...how], dataDirectory, into);
  const last = (await readFile(into, 'utf8')).trim().split('\n').at(-1);
  if (last !== `${CONSENTS} adopted.`) throw new Error(`Not all ${CONSENTS} consents were adopted: ${last}`);
  return run;
}

async function succeed(args: readonly string[], dataDirectory: string, into?: string) {
  const run = await measuredRun(ledgerCall(dataDirectory, args, { into }));
  if (run.code !== 0) throw new Error(`${args[0]} ended with ${run.code}: ${run.errors}`);
  return run;
}

/** Consents adopted a second, beside the client that only reads the same; and both services have to answer right at the end. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'consent-bench-'));
  await loadLedger(join(folder, 'there'), CONSENTS, personOf);
  const there = await startServer('apps/api/src/main.js', { DATA_DIR: join(folder, 'there') });
  await untilReady(there);
  const client = new ConsentClient({ url: there.url, timeoutMs: HOUR, attemptTimeoutMs: HOUR });
  await readRate(client, 4);
  const rows: string[][] = [];
  let last = '';
  for (let round = 1; round <= ROUNDS; round += 1)
    for (const atOnce of AT_ONCE) {
      last = join(folder, `here-${round}-${atOnce}`);
      const { seconds, cpuSeconds } = await adopted(there.url, last, atOnce);
      const [rate, baseline] = [CONSENTS / seconds, await readRate(client, atOnce)];
      const micros = (cpuSeconds / CONSENTS) * 1e6;
      const figures = [rate, micros, baseline].map((one) => one.toFixed(0));
      rows.push([`round ${round}, ${atOnce} at a time`, ...figures, (rate / baseline).toFixed(2)]);
    }
  process.stdout.write(table(['', 'adopted/s', 'CPU µs', 'read alone/s', 'of reading'], rows));
  const granted = [check(personOf(0)), check(personOf(CONSENTS - 1))];
  const here = await startServer('apps/api/src/main.js', { DATA_DIR: last });
  for (const service of [there, here]) await demandSound(service, { granted });
  client.close();
  for (const service of [there, here]) await service.stop();
  await rm(folder, { recursive: true });
}

void main();
