import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsentClient, ConsentSnapshot, type Question, type RequestAt, type ResponseAt } from '#client';
import { check } from './support/consents';
import { loadLedger } from './support/load-ledger';
import { startServer } from './support/server-process';
import { demandSound } from './support/sound-service';
import { table } from './support/table';

const CONSENTS = Number(process.env.CONSENTS ?? 10_000);
const ROUNDS = Number(process.env.ROUNDS ?? 4);
const SECONDS = Number(process.env.SECONDS ?? 2);
const HOUR = 3_600_000;

type Request = RequestAt<'get-consent-snapshot'>;
type Content = Omit<ResponseAt<'get-consent-snapshot'>['getConsentSnapshotResult'], 'result'>;

/** All are at one care provider: every fiftieth person is. */
const personOf = (index: number): number => 50 * index;

/** Every other question is a yes. */
const questionOf = (index: number): Question =>
  JSON.parse(check(personOf(index % 2 === 0 ? index % CONSENTS : index + CONSENTS))) as Question;

/** What the service has sent, to be read again without it. */
class Sent {
  content: Content | null = null;

  constructor(private readonly client: ConsentClient) {}

  async ask(request: Request): Promise<number> {
    const begun = performance.now();
    const result = await this.client.getConsentSnapshot(request);
    if (result.kind === 'refused') throw new Error(result.text);
    this.content = result.content;
    return performance.now() - begun;
  }

  getConsentSnapshot = async () => ({
    kind: 'answered' as const,
    code: 'OK' as const,
    content: this.content!,
    correlationId: 'bench',
    position: this.content!.position,
  });
}

/** Offline checks a second; every answer has to be right. */
function rateOf(snapshot: ConsentSnapshot, questions: readonly Question[]): number {
  const begun = performance.now();
  let checks = 0;
  for (; performance.now() - begun < SECONDS * 1000; checks += questions.length)
    questions.forEach((question, index) => {
      const answer = snapshot.check(question);
      if (answer.kind !== 'answered' || answer.content.hasConsent !== (index % 2 === 0))
        throw new Error('An answer is wrong.');
    });
  return (checks / (performance.now() - begun)) * 1000;
}

/** The same consents by pages of changes, as a copy begins. */
async function byPages(client: ConsentClient, careProviderId: string): Promise<number> {
  const begun = performance.now();
  let [read, cursor] = [0, undefined as string | undefined];
  for (;;) {
    const page = await client.getConsentChanges({ careProviderId, cursor });
    if (page.kind === 'refused') throw new Error(page.text);
    read += page.content.changes.length;
    ({ cursor } = page.content);
    if (!page.content.hasMore) break;
  }
  if (read !== CONSENTS) throw new Error(`The pages have ${read} changes.`);
  return performance.now() - begun;
}

/** The same questions to the service, one after the other: checks a second. */
async function onlineRate(client: ConsentClient, questions: readonly Question[]): Promise<number> {
  const begun = performance.now();
  let checks = 0;
  for (; performance.now() - begun < SECONDS * 1000; checks += 1) {
    const answer = await client.checkConsent(questions[checks % questions.length]!);
    if (answer.kind !== 'answered' || answer.content.hasConsent !== ((checks % questions.length) % 2 === 0))
      throw new Error('An answer is wrong.');
  }
  return (checks / (performance.now() - begun)) * 1000;
}

/** A snapshot of one care provider's consents: its size, what it costs to make, to verify and to ask, beside pages and checks of the service. */
async function main(): Promise<void> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'consent-bench-'));
  await loadLedger(dataDirectory, CONSENTS, personOf);
  const service = await startServer('apps/api/src/main.js', { DATA_DIR: dataDirectory });
  const keys = (await readFile(join(dataDirectory, 'keys', 'checkpoint.pub'), 'utf8')).trim().split('\n');
  const client = new ConsentClient({ url: service.url, timeoutMs: HOUR, attemptTimeoutMs: HOUR });
  const sent = new Sent(client);
  const questions = Array.from({ length: 1000 }, (_, index) => questionOf(index));
  const { careProviderId } = questions[0]!.accessingActor;
  const rows: string[][] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const before = service.cpuMicros();
    const madeMs = await sent.ask({ careProviderId });
    const cpuMs = (service.cpuMicros() - before) / 1000;
    const bytes = Buffer.byteLength(JSON.stringify(sent.content)) / CONSENTS;
    const snapshot = await ConsentSnapshot.open({ careProviderId, keys });
    const begun = performance.now();
    await snapshot.refresh(sent);
    const verifiedMs = performance.now() - begun;
    const rate = rateOf(snapshot, questions);
    await snapshot.close();
    const pagesMs = await byPages(client, careProviderId);
    const online = await onlineRate(client, questions);
    const measured = [bytes, madeMs, cpuMs, verifiedMs, pagesMs, rate, online].map((one) => one.toFixed(0));
    const ratios = [(madeMs + verifiedMs) / pagesMs, rate / online].map((one) => one.toFixed(2));
    rows.push([`round ${round}`, ...measured, ...ratios]);
  }
  process.stdout.write(table(COLUMNS, rows));
  await demandSound(service, { granted: [check(personOf(0)), check(personOf(CONSENTS - 1))] });
  client.close();
  await service.stop();
  await rm(dataDirectory, { recursive: true });
}

const COLUMNS = [
  ...['', 'bytes/consent', 'made ms', 'made CPU ms', 'verified ms', 'pages ms', 'offline checks/s'],
  ...['online checks/s', 'of pages', 'of online'],
];

void main();
