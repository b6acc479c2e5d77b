import { answerAsOf, patientHistory, replayedHistory, type History } from '#audit';
import { anyCommands, anyQuestion, naiveAsOf, type GeneratedQuestion } from '#audit/given';
import { consentStream, decode, encode, type ConsentCommand, type Instant } from '#consent';
import { historyOf, provenance } from '#consent/given';
import { openLedger, openStores, type OpenLedger } from '#consent-ledger';
import type { EventStore } from '#event-store';
import { createLog, newId, readConfig } from '#platform';
import fc from 'fast-check';
import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import { patientSettings } from '../support/patient-settings';
import { say } from '../support/say';
import { seed } from '../support/seed';
import { temporaryFolder } from '../support/temporary-folder';

/** Few, so that a run asks of many ledgers: one generated ledger may hold hardly anything that is granted. */
const QUESTIONS_A_LEDGER = 50;

/** How many questions were asked, and of them: answered yes; answered otherwise with hindsight than without. */
export interface AskedCounts {
  questions: number;
  granted: number;
  otherwiseWithHindsight: number;
}

/** Asks so many random questions of generated ledgers, through the read models and by replay, and compares with plain words. */
export function asOfCases(onEmbedded: number, onEventStoreDb: number): void {
  it(`is answered as a naive replay answers ${onEmbedded} questions on the embedded store`, async () => {
    const counts = await askMany({}, onEmbedded);
    say('as-of on the embedded store', { seed, ...counts });
    expectVariety(counts, onEmbedded);
  }, 3_600_000);

  it(`is answered as a naive replay answers ${onEventStoreDb} questions on EventStoreDB`, async () => {
    const counts: AskedCounts = { questions: 0, granted: 0, otherwiseWithHindsight: 0 };
    for (let asked = 0; asked < onEventStoreDb; asked += QUESTIONS_A_LEDGER) {
      const server = await SpawnedProtocolServer.start();
      const asking = askOne(
        { ...patientSettings, EVENT_STORE_URL: server.url },
        seed + asked,
        Math.min(QUESTIONS_A_LEDGER, onEventStoreDb),
        counts,
      );
      await asking.finally(() => server.stop());
    }
    say('as-of on EventStoreDB', { seed, ...counts });
    expect(counts.questions).toBe(onEventStoreDb);
  }, 3_600_000);
}

/**
 * Questions that are all answered alike prove little. Of 1000 questions about 140 are granted and 30 answered otherwise
 * with hindsight; of 3000 drawn runs none came near these bounds.
 */
function expectVariety({ questions, granted, otherwiseWithHindsight }: AskedCounts, asked: number): void {
  expect(questions).toBe(asked);
  expect(granted).toBeGreaterThan(asked / 50);
  expect(granted).toBeLessThan((asked * 9) / 10);
  expect(otherwiseWithHindsight).toBeGreaterThan(asked / 1000);
}

async function askMany(environment: Record<string, string>, questions: number): Promise<AskedCounts> {
  const counts: AskedCounts = { questions: 0, granted: 0, otherwiseWithHindsight: 0 };
  for (let asked = 0; asked < questions; asked += QUESTIONS_A_LEDGER) {
    await askOne(environment, seed + asked, Math.min(QUESTIONS_A_LEDGER, questions - asked), counts);
  }
  return counts;
}

/** One generated ledger in a folder of its own, and many questions about it. */
async function askOne(
  environment: Record<string, string>,
  ownSeed: number,
  count: number,
  counts: AskedCounts,
): Promise<void> {
  const [commands] = fc.sample(anyCommands, { seed: ownSeed, numRuns: 1 });
  const folder = await temporaryFolder();
  try {
    const ledger = await filledLedger({ DATA_DIR: folder.path, ...environment }, commands!);
    const asking = new Asking(ledger, await wholeHistory(ledger.store), counts);
    await asking.all(ownSeed, count).finally(() => ledger.close());
  } finally {
    await folder.remove();
  }
}

async function filledLedger(
  environment: Record<string, string>,
  commands: readonly ConsentCommand[],
): Promise<OpenLedger> {
  const config = readConfig({ LOG_LEVEL: 'error', ...environment });
  const log = createLog(config.LOG_LEVEL);
  const stores = await openStores(config, log);
  for (const { event } of historyOf(commands)) {
    const stored = { id: newId(), ...encode(event, provenance) };
    await stores.store.append(consentStream(event.assertionId), 'any', [stored]);
  }
  return openLedger(stores, config, log);
}

async function wholeHistory(store: EventStore): Promise<History> {
  const history: History[number][] = [];
  for await (const stored of store.readAll()) history.push(decode(stored)!);
  return history;
}

class Asking {
  constructor(
    private readonly ledger: OpenLedger,
    private readonly whole: History,
    private readonly counts: AskedCounts,
  ) {}

  async all(ownSeed: number, count: number): Promise<void> {
    const positions = this.whole.map(({ position }) => position);
    for (const asked of fc.sample(anyQuestion(positions), { seed: ownSeed, numRuns: count })) {
      await this.one(asked);
    }
  }

  private async one({ question, validAt, knownAt }: GeneratedQuestion): Promise<void> {
    const expected = naiveAsOf(this.whole, question, validAt, knownAt ?? { instant: validAt });
    const asOf = { ...question, validAt, ...(knownAt && { knownAt }) };
    const found = await patientHistory(this.ledger, question.patient);
    const replayed = await replayedHistory(this.ledger.store, question.patient);
    expect(found).toStrictEqual(replayed);
    const { answer, explanation } = answerAsOf(found.history, asOf, validAt);
    expect({ question, validAt, knownAt, answer }).toStrictEqual({
      question,
      validAt,
      knownAt,
      answer: expected,
    });
    expect(explanation.hasConsent).toBe(expected.hasConsent);
    this.count(asOf, expected.hasConsent);
  }

  private count(asked: GeneratedQuestion['question'] & { validAt: Instant }, granted: boolean): void {
    const known = { instant: asked.validAt };
    const withHindsight = naiveAsOf(this.whole, asked, asked.validAt, { position: Infinity });
    const asKnownThen = naiveAsOf(this.whole, asked, asked.validAt, known);
    this.counts.questions += 1;
    this.counts.granted += granted ? 1 : 0;
    this.counts.otherwiseWithHindsight += withHindsight.hasConsent === asKnownThen.hasConsent ? 0 : 1;
  }
}
