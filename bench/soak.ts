import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inSeconds } from '../test/support/token-issuer';
import { freePorts } from '../test/support/free-ports';
import { CLIENT_ID, makeParties, settingsIn } from './support/asking-service';
import { jsonDoor, soapDoor, type Door } from './support/doors';
import { loadLedger } from './support/load-ledger';
import { startServer, type ServerProcess } from './support/server-process';
import { SoakRecord } from './support/soak-record';
import { untilReady } from './support/sound-service';
import { PacedStories, requestsIn, Stories, type StoryShape } from './support/stories';

const CONSENTS = Number(process.env.CONSENTS ?? 20_000);
const MINUTES = Number(process.env.MINUTES ?? 30);
const SAMPLE_SECONDS = Number(process.env.SAMPLE_SECONDS ?? 20);
const CAPACITY_SECONDS = Number(process.env.CAPACITY_SECONDS ?? 20);
const CALLERS = 32;
const PART_OF_CAPACITY = 0.7;
const RENEW_EVERY_MS = 240_000;
const READY_WITHIN_MS = 60_000;
const SAMPLES = Math.floor((MINUTES * 60) / SAMPLE_SECONDS);
/** Two for each third of the time. */
const LEAST_SAMPLES = 6;

const shape: StoryShape = { checks: 4, lists: 1 };
/** Mixed load for half an hour at a part of what the service can do, every caller proved: what grows, and what slows down. */
async function main(): Promise<void> {
  if (!(SAMPLES >= LEAST_SAMPLES))
    throw new Error(
      `MINUTES=${MINUTES} with SAMPLE_SECONDS=${SAMPLE_SECONDS} is too short: ${LEAST_SAMPLES} samples are needed.`,
    );
  const folder = await mkdtemp(join(tmpdir(), 'consent-soak-'));
  const parties = await makeParties();
  const { tls } = await settingsIn(folder, parties);
  await loadLedger(tls.DATA_DIR!, CONSENTS);
  const [port] = await freePorts(1);
  const service = await startServer('apps/api/src/main.js', { ...tls, OPERATIONS_PORT: String(port) });
  const operations = { url: `http://127.0.0.1:${port}` };
  await untilReady(operations);
  process.stdout.write(`Load of the machine before: ${loadavg()[0]!.toFixed(1)}.\n`);
  const { doors, stop } = await provedDoors(service.url, parties);
  const stories = new Stories(doors, shape);
  const perSecond = PART_OF_CAPACITY * (await capacity(service, stories));
  const record = await soak(service, stories, perSecond);
  await untilReady(operations, READY_WITHIN_MS);
  stop();
  const title = `${MINUTES} minutes of mixed load at ${PART_OF_CAPACITY * 100} % of capacity, every caller proved`;
  if (!(await record.report(title))) process.exitCode = 1;
  await service.stop();
  await rm(folder, { recursive: true });
  process.exit();
}

type Parties = Awaited<ReturnType<typeof makeParties>>;

/** JSON with a token that is renewed, and SOAP with a client certificate. */
async function provedDoors(url: string, { authority, identity, issuer }: Parties) {
  const newToken = (): Promise<string> => issuer.token(CLIENT_ID, { exp: inSeconds(600) });
  let token = await newToken();
  const renewing = setInterval(() => void newToken().then((renewed) => (token = renewed)), RENEW_EVERY_MS);
  const ca = authority.cert;
  const doors: readonly Door[] = [
    jsonDoor(url, { tls: { ca }, token: () => token }),
    soapDoor(url, { tls: { ca, cert: identity.cert, key: identity.key } }),
  ];
  return { doors, stop: () => clearInterval(renewing) };
}

/** Stories a second for which the service would use the whole of its processor, once it is warm. */
async function capacity(service: ServerProcess, stories: Stories): Promise<number> {
  await tellFor(CAPACITY_SECONDS, stories);
  const cpu = service.cpuMicros();
  const requests = await tellFor(CAPACITY_SECONDS, stories);
  const cpuMicros = (service.cpuMicros() - cpu) / requests;
  const perSecond = 1e6 / cpuMicros;
  process.stdout.write(
    `A request takes ${cpuMicros.toFixed(0)} µs of the service's processor, which is ${perSecond.toFixed(0)} a second; ` +
      `${(PART_OF_CAPACITY * perSecond).toFixed(0)} a second are sent.\n`,
  );
  return perSecond / requestsIn(shape);
}

/** Tells stories as fast as they are answered. Resolves with the number of requests. @throws Error when one failed. */
async function tellFor(seconds: number, stories: Stories): Promise<number> {
  const end = performance.now() + seconds * 1000;
  const caller = async (): Promise<void> => {
    while (performance.now() < end) await stories.tell();
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  const { requests, failed, wrong, firstFailure, firstWrong } = stories.take();
  if (failed + wrong > 0)
    throw new Error(
      `Of ${requests} requests, ${failed} failed and ${wrong} were answered wrongly: ${firstFailure ?? firstWrong}`,
    );
  return requests;
}

async function soak(service: ServerProcess, stories: Stories, perSecond: number): Promise<SoakRecord> {
  const record = new SoakRecord(service, SAMPLE_SECONDS, perSecond * requestsIn(shape));
  const paced = new PacedStories(stories, perSecond);
  for (let taken = 0; taken < SAMPLES; taken++) {
    await pause(SAMPLE_SECONDS * 1000);
    record.sample(stories.take());
  }
  const { due, ended } = paced.pace;
  process.stdout.write(`${due} stories were due, and ${ended} have ended.\n`);
  await paced.stop();
  record.count(stories.take());
  return record;
}

void main();
