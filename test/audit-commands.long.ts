import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeDecisions, type Decision } from '#audit';
import { consentStream } from '#consent';
import { EmbeddedEventStore } from '#event-store';
import { SpawnedProtocolServer } from './eventstoredb-protocol-server';
import { writeLedger } from './generated-ledger';
import { ledger, type LedgerRun } from './support/ledger-cli';
import { spawnService } from './support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from './support/temporary-folder';

const EVENTS = 1_500;

/** One ledger in both stores: made up in the embedded one, in use there, and brought to EventStoreDB by an export and an import. */
let folder: TemporaryFolder;
let server: SpawnedProtocolServer;
let stores: { readonly embedded: Record<string, string>; readonly eventStoreDb: Record<string, string> };
/** By a consent of which there is much to tell. */
let told: Decision;

/** A look that is recorded makes the one log longer than the other. */
const unrecorded = (environment: Record<string, string>) => ({ ...environment, DECISION_LOG: 'off' });

const fileIn = (name: string): string => join(folder.path, name);

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await SpawnedProtocolServer.start();
  const DATA_DIR = fileIn('embedded');
  const sameKey = join(DATA_DIR, 'keys', 'checkpoint.pem');
  stores = {
    embedded: { DATA_DIR },
    eventStoreDb: { DATA_DIR: fileIn('beside'), EVENT_STORE_URL: server.url, CHECKPOINT_KEY_FILE: sameKey },
  };
  await writeLedger(DATA_DIR, { events: EVENTS, decisions: EVENTS, seed: 1 });
  told = await consentToTell(DATA_DIR);
  await beServed(stores.embedded);
  await succeed(unrecorded(stores.embedded), 'export', fileIn('ledger.ndjson'));
  await succeed(stores.eventStoreDb, 'import', fileIn('ledger.ndjson'));
  await beServed(stores.eventStoreDb);
});

afterAll(async () => {
  await server.stop();
  await folder.remove();
});

/** Until the whole ledger is in the read models and signed for. */
async function beServed(environment: Record<string, string>): Promise<void> {
  const service = await spawnService(environment);
  const isSigned = new RegExp(`^consent_checkpoint_size ${EVENTS}$`, 'm');
  while (!isSigned.test(await (await fetch(`${service.url}/metrics`)).text())) await pause(50);
  while (!(await fetch(`${service.url}/health/ready`)).ok) await pause(50);
  await service.end('SIGTERM');
}

async function succeed(environment: Record<string, string>, ...args: readonly string[]): Promise<void> {
  const run = await ledger(args, { environment });
  if (run.code !== 0) throw new Error(`ledger ${args.join(' ')} ended with ${run.code}: ${run.err}`);
}

/** Of the checks that were granted in the year, the one by whose consent there is most to tell. */
async function consentToTell(dataDirectory: string): Promise<Decision> {
  const [store, auditStore] = await Promise.all(
    ['log', 'audit-log'].map((log) => EmbeddedEventStore.open(join(dataDirectory, log))),
  );
  const given: Decision[] = [];
  for await (const event of auditStore!.readAll()) given.push(...decodeDecisions(event).filter(isOfTheYear));
  const lengths = given.map(
    async ({ assertionId }) => (await store!.readStream(consentStream(assertionId!))).length,
  );
  const longest = Math.max(...(await Promise.all(lengths)));
  await Promise.all([store!.close(), auditStore!.close()]);
  return given[(await Promise.all(lengths)).indexOf(longest)]!;
}

/** What stands on the command line and, for those that ask for a patient, on standard input. */
interface Asked {
  readonly args: readonly string[];
  readonly input?: string;
}

const identity = () => `${told.patient.extension}\n`;
const isOfTheYear = ({ hasConsent, decidedAt }: Decision) =>
  hasConsent && new Date(decidedAt).getUTCFullYear() === 2023;
const aYear = ['--from', '2023-01-01', '--to', '2023-12-31'];

function asOf(knownAt: string, ...options: readonly string[]): Asked {
  const { careProviderId, careUnitId } = told;
  const actor = ['--employee', `${careUnitId}E1`, '--provider', careProviderId, '--unit', careUnitId];
  const times = ['--valid-at', '2024-06-01T08:00:00', '--known-at', knownAt];
  return { args: ['as-of', ...actor, ...times, ...options], input: identity() };
}

const asked: Record<string, () => Asked> = {
  history: () => ({ args: ['history', told.assertionId!] }),
  patient: () => ({ args: ['patient', '--show-patient'], input: identity() }),
  provider: () => ({ args: ['provider', told.careProviderId] }),
  'as-of, at a time': () => asOf('2025-06-01T08:00:00'),
  'as-of, at a position': () => asOf(String(EVENTS / 2)),
  'as-of, replayed': () => asOf(String(EVENTS / 2), '--replay'),
  decisions: () => ({ args: ['decisions', ...aYear] }),
  'decisions about a patient': () => ({ args: ['decisions', '--patient', ...aYear], input: identity() }),
  'decisions, executed again': () => ({ args: ['decisions', '--re-execute', ...aYear] }),
  sample: () => ({ args: ['sample', '--month', '2023-06', '--seed', 'two stores'] }),
  checkpoint: () => ({ args: ['checkpoint'] }),
  verify: () => ({ args: ['verify'] }),
  diff: () => ({ args: ['diff'] }),
  rebuild: () => ({ args: ['rebuild'] }),
};

const names = Object.keys(asked);

async function answersTo({ args, input }: Asked): Promise<[LedgerRun, LedgerRun]> {
  const run = (environment: Record<string, string>) => ledger(args, { environment, input });
  return Promise.all([run(stores.embedded), run(stores.eventStoreDb)]);
}

/** Of the answer, all that is not the store's own: how far its log reaches, in its own positions, and how fast it is read. */
const inCommon = ({ out }: LedgerRun): string =>
  out
    .replace(/(read to|live at) position \d+/g, '$1 its head')
    .replace(new RegExp(`"(position|head)":(\\d{7,}|${EVENTS - 1})\\b`, 'g'), '"$1":"the head"')
    .replace(/in [\d.]+ s,/, 'in some time,')
    .replace(/[\d,]+ a second/, 'some a second')
    .replace(/"(seconds|eventsPerSecond)":[\d.]+/g, '"$1":"some"');

it('exports the same bytes from both stores', async () => {
  await succeed(unrecorded(stores.eventStoreDb), 'export', fileIn('again.ndjson'));
  const [first, again] = await Promise.all(
    ['ledger', 'again'].map((name) => readFile(fileIn(`${name}.ndjson`))),
  );
  expect(again!.equals(first!)).toBe(true);
});

it.each(names)('gives people the same answer on both stores: %s', async (name) => {
  const [embedded, eventStoreDb] = await answersTo(asked[name]!());
  expect(embedded).toMatchObject({ code: 0, err: '' });
  expect(embedded.out.length).toBeGreaterThan(50);
  expect(eventStoreDb).toMatchObject({ code: 0, err: '' });
  expect(inCommon(eventStoreDb)).toBe(inCommon(embedded));
});

it.each(names)('gives machines the same answer on both stores: %s', async (name) => {
  const { args, input } = asked[name]!();
  const [embedded, eventStoreDb] = await answersTo({ args: [...args, '--json'], input });
  expect(embedded.records().length).toBeGreaterThan(0);
  expect(inCommon(eventStoreDb)).toBe(inCommon(embedded));
});

it('issues the same receipt from both stores, which the other accepts', async () => {
  const [embedded, eventStoreDb] = await answersTo({ args: ['receipt', told.assertionId!, '--out', '-'] });
  expect(eventStoreDb.out).toBe(embedded.out);
  await writeFile(fileIn('receipt.json'), eventStoreDb.out);
  await succeed(stores.embedded, 'verify-receipt', fileIn('receipt.json'));
});
