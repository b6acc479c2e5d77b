import { encodeDecisions, decisionStream, dayOf, type Decision } from '#audit';
import { openStores, type OpenStores } from '#consent-ledger';
import { createLog, newId, readConfig } from '#platform';
import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { ledger } from '../support/ledger-cli';
import { startLiveLedger, storesOfThisRun, type LiveLedger } from '../support/live-ledger';
import { person } from '../support/people';
import { toCancel, toCheck, toDelete, toRegister, type Place } from '../support/requests';
import { spawnService, type SpawnedService } from '../support/spawned-service';

const EMPLOYEE = 'SE165565594230-1A2B';
const PATIENTS = 4;
const ROUNDS = 12;

const place = (n: number): Place => ({
  patientId: person(n % PATIENTS),
  careProviderId: 'SE165565594230-1000',
  careUnitId: 'SE165565594230-1001',
});

/** Somebody's rounds: a consent comes, is used, and goes in one of three ways, while others ask about the same few patients. */
async function rounds(urls: readonly string[], writer: number): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const url = urls[(writer + round) % urls.length]!;
    const assertionId = newId();
    const here = place(round);
    const employeeId = round % 2 === 0 ? EMPLOYEE : undefined;
    await call(url, 'register-extended-consent', toRegister(assertionId, here, { employeeId }));
    await call(url, 'check-consent', toCheck(here));
    if (round % 3 === 0) await call(url, 'cancel-extended-consent', toCancel(assertionId));
    if (round % 3 === 1) await call(url, 'delete-extended-consent', toDelete(assertionId));
    if (round % 3 === 2)
      await call(url, 'end-consent-by-patient', { assertionId, patientId: here.patientId });
  }
}

async function questions(urls: readonly string[], asker: number): Promise<void> {
  for (let asked = 0; asked < 3 * ROUNDS; asked++) {
    const url = urls[(asker + asked) % urls.length]!;
    await call(
      url,
      'check-consent',
      toCheck(place(asked), asked % 2 === 0 ? EMPLOYEE : 'SE165565594230-1C3D'),
    );
  }
}

interface Summary {
  readonly answeredAgain: number;
  readonly differing: number;
}

const summaryIn = (records: readonly unknown[]): Summary => (records.at(-1) as { summary: Summary }).summary;

const differencesIn = (records: readonly unknown[]) =>
  records.slice(0, -1).map((record) => (record as { difference: object }).difference);

describe.each(storesOfThisRun)('decisions of two services on %s, under concurrent writes', (kind) => {
  let live: LiveLedger;
  let second: SpawnedService;
  const writers = [0, 1, 2, 3];
  const checks = writers.length * (ROUNDS + 3 * ROUNDS);

  beforeAll(async () => {
    live = await startLiveLedger(kind);
    second = await spawnService(live.environment);
    const urls = [live.service.url, second.url];
    await Promise.all(writers.flatMap((n) => [rounds(urls, n), questions(urls, n)]));
  });
  afterAll(async () => {
    await second.end('SIGTERM');
    await live.close();
  });

  const again = (...more: string[]) =>
    ledger(['decisions', '--re-execute', '--json', ...more], { environment: live.environment });

  /** Writes what a service would have written, had it decided so. */
  async function plant(...decisions: readonly Decision[]): Promise<void> {
    const config = readConfig(live.environment);
    const stores: OpenStores = await openStores(config, createLog('error'));
    const stream = decisionStream(dayOf(decisions[0]!.decidedAt));
    await stores.auditStore.append(stream, 'any', [{ id: newId(), ...encodeDecisions(decisions) }]);
    await stores.close();
  }

  const made = (overrides: Partial<Decision>): Decision => ({
    id: newId(),
    decidedAt: Date.now(),
    position: 0,
    patient: person(99),
    employeeId: EMPLOYEE,
    careProviderId: 'SE165565594230-1000',
    careUnitId: 'SE165565594230-1001',
    result: 'OK',
    hasConsent: false,
    callerId: 'SE165565594230-1000',
    correlationId: 'planted',
    door: 'json',
    ...overrides,
  });

  it('are answered again as they were, each at its position', async () => {
    const { code, records, err } = await again();
    expect({ code, err, differences: differencesIn(records()) }).toEqual({
      code: 0,
      err: '',
      differences: [],
    });
    expect(summaryIn(records())).toMatchObject({ answeredAgain: checks, differing: 0 });
    const granted = await ledger(['decisions', '--granted', '--json'], { environment: live.environment });
    expect(granted.records().length).toBeGreaterThan(ROUNDS);
    expect(granted.records().length).toBeLessThan(checks);
  });

  it('are found where they are not: a yes that nothing gave, and a position that is not there', async () => {
    const assertionId = newId();
    const yes = made({ hasConsent: true, assertionType: 'Consent', assertionId });
    const beyond = made({ position: Number.MAX_SAFE_INTEGER });
    await plant(yes, beyond);
    const { code, out, records, err } = await again();
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(identitiesIn(out)).toEqual([]);
    expect(summaryIn(records())).toMatchObject({ answeredAgain: checks + 2, differing: 2 });
    expect(differencesIn(records())).toMatchObject([
      { decision: { id: beyond.id, position: Number.MAX_SAFE_INTEGER }, answer: null },
      { decision: { id: yes.id, hasConsent: true, assertionId }, answer: { hasConsent: false } },
    ]);
  });

  it('are listed for people, with both answers', async () => {
    const { code, out } = await ledger(['decisions', '--re-execute', '--correlation-id', 'planted'], {
      environment: live.environment,
    });
    expect(code).toBe(1);
    expect(out).toMatch(/ yes .* no .* 0\n/);
    expect(out).toMatch(/ not: the ledger ends before /);
    expect(out).toMatch(/Decisions answered again: 2 \([\d,]+ a second\)\. Answered otherwise: 2\./);
  });
});
