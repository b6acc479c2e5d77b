import { rm } from 'node:fs/promises';
import type { Projection as ReadModelProjection, CheckRow, PatientRow } from '#read-models';
import { checkProjection } from '#read-models';
import { projections } from '#consent-ledger';
import type { Projection } from '#ledger';
import { newId } from '#platform';
import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { ledger, type LedgerRun } from '../support/ledger-cli';
import { startLiveLedger, storeKinds, type LiveLedger } from '../support/live-ledger';
import { person } from '../support/people';
import { toCancel, toCheck, toRegister } from '../support/requests';
import { spawnService } from '../support/spawned-service';
import { fillReadModels, standing, tamper } from './open-read-models';

const EMPLOYEE = 'SE165565594230-1A2B';
const unit = { careProviderId: 'SE165565594230-2000', careUnitId: 'SE165565594230-2001' };
const placeOf = (number: number) => ({ patientId: person(number), ...unit });

/** A build in which the branch of the cancellation was forgotten. */
const forgetsCancellations = {
  ...checkProjection,
  apply: (recorded, rows) =>
    'event' in recorded && recorded.event.type === 'ConsentCancelled'
      ? []
      : checkProjection.apply(recorded, rows),
} satisfies ReadModelProjection<CheckRow> as Projection<unknown>;

describe.each(storeKinds)('beside a service on %s', (kind) => {
  let live: LiveLedger;
  beforeEach(async () => (live = await startLiveLedger(kind)));
  afterEach(() => live.close());

  async function run(...args: string[]): Promise<LedgerRun> {
    const ended = await ledger(args, { environment: live.environment });
    const text = (ended.out + ended.err).replaceAll(/[0-9a-f]{64}/g, 'a digest');
    expect(identitiesIn(text)).toEqual([]);
    return ended;
  }

  async function register(number: number, more: object = {}): Promise<string> {
    const assertionId = newId();
    const body = toRegister(assertionId, placeOf(number), more);
    expect((await call(live.service.url, 'register-extended-consent', body)).status).toBe(201);
    return assertionId;
  }

  const cancel = async (assertionId: string) =>
    expect((await call(live.service.url, 'cancel-extended-consent', toCancel(assertionId))).status).toBe(200);

  async function check(number: number, url = live.service.url): Promise<boolean> {
    const { body } = await call(url, 'check-consent', toCheck(placeOf(number), EMPLOYEE));
    return (body as { checkResult: { hasConsent: boolean } }).checkResult.hasConsent;
  }

  it('switches when all rows are the same, and back', async () => {
    await register(1);
    await cancel(await register(2));
    expect(await run('rebuild')).toMatchObject({ code: 0, err: '' });
    expect([await check(1), await check(2)]).toEqual([true, false]);
    await register(2);
    expect([await check(1), await check(2)]).toEqual([true, true]);
    const ended = await run('rebuild', 'check', '--json');
    expect(ended.records()).toEqual([
      expect.objectContaining({ readModel: 'check', against: checkProjection.version, differingRows: 0 }),
      { readModel: 'check', switched: true },
    ]);
    const digests = ended.records()[0] as { live: unknown; built: unknown };
    expect(digests.live).toEqual(digests.built);
    await register(3);
    expect(await run('rebuild', '--undo')).toMatchObject({ code: 0 });
    expect([await check(1), await check(2), await check(3)]).toEqual([true, true, true]);
    expect(await standing(live.folder, 'check')).toMatchObject({ table: 1 });
    expect(await standing(live.folder, 'patient')).toMatchObject({ table: 0 });
  });

  it('finds a row that somebody has changed, and heals it when told to', async () => {
    const cancelled = await register(1);
    await register(2);
    expect(await check(1)).toBe(true);
    await cancel(cancelled);
    expect(await check(1)).toBe(false);
    await register(3);
    await check(3);
    await tamper(live.folder, 'check', (row: CheckRow) => ({
      ...row,
      ...(row.kind === 'place' && {
        consents: row.consents.map((consent) => ({ ...consent, lastValidAt: 0 })),
      }),
    }));
    expect(await check(2)).toBe(false);
    const found = await run('rebuild', 'check');
    expect(found).toMatchObject({ code: 1, err: '' });
    expect(found.out).toContain(`2 rows of version ${checkProjection.version} differ`);
    expect(found.out).toMatch(/lastValidAt +1970-01-01 01:00:00 +none/);
    expect([await check(2), await check(3)]).toEqual([false, false]);
    expect(await standing(live.folder, 'check')).toMatchObject({ table: 0, rows: [2, 0, 0] });
    expect(await run('rebuild', 'check', '--accept')).toMatchObject({ code: 0 });
    expect([await check(1), await check(2), await check(3)]).toEqual([false, true, true]);
  });

  it('names the consents that a patient would be told of otherwise', async () => {
    const [first, second] = [await register(1), await register(2)];
    await check(2);
    await tamper(live.folder, 'patient', (row: PatientRow) => {
      if (row.kind !== 'consent') return row;
      const { assertion } = row;
      return assertion.assertionId === first
        ? null
        : { ...row, assertion: { ...assertion, employeeId: EMPLOYEE } };
    });
    const found = await run('diff', 'patient', '--json');
    expect(found).toMatchObject({ code: 1, err: '' });
    expect(found.records()).toEqual([
      difference(first, 'row', 'not there', 'there'),
      difference(second, 'employeeId', EMPLOYEE, 'not there'),
      expect.objectContaining({ readModel: 'patient', differingRows: 2 }),
      ...['GetConsentsForPatient', 'GetExtendedConsentsForPatient'].map((contract) =>
        answer({ contract, about: `consent ${first}`, live: 'not shown', built: 'shown' }),
      ),
      ...['GetConsentsForPatient', 'GetExtendedConsentsForPatient'].map((contract) =>
        answer({ contract, about: `consent ${second}`, live: 'shown', built: 'shown otherwise' }),
      ),
      { readModel: 'patient', changedAnswers: 4 },
    ]);
  });

  const difference = (id: string, what: string, one: string, other: string) => ({
    readModel: 'patient',
    difference: { about: `consent ${id}`, what, live: one, built: other },
  });
  const answer = (told: object) => ({ readModel: 'patient', answer: told });

  it('says which checks another build of a projection would answer otherwise, and changes nothing', async () => {
    const [forAll, forOne] = [await register(1), await register(2, { employeeId: EMPLOYEE })];
    await cancel(forAll);
    await cancel(forOne);
    await register(3);
    await live.service.end('SIGTERM');
    await rm(`${live.folder}/read-models`, { recursive: true });
    await fillReadModels(live.environment, [forgetsCancellations, ...projections.slice(1)]);
    const before = await standing(live.folder, 'check');
    const found = await run('diff', '--json');
    expect(found).toMatchObject({ code: 1, err: '' });
    const answers = found.records().filter((record) => 'answer' in (record as object));
    expect(answers.map((record) => (record as { answer: object }).answer)).toEqual([
      checkAnswer('anyone else at the unit', `yes, by consent ${forAll}`),
      checkAnswer(EMPLOYEE, `yes, by consent ${forOne}`),
    ]);
    expect(await standing(live.folder, 'check')).toEqual(before);
    expect(await run('rebuild', 'check', '--accept')).toMatchObject({ code: 0 });
    expect(await run('diff')).toMatchObject({ code: 0 });
  });

  const checkAnswer = (employee: string, yes: string) => ({
    contract: 'CheckConsent',
    employee,
    about: `a row of ${unit.careProviderId}, ${unit.careUnitId}`,
    live: yes,
    built: 'no',
  });
});

it('switches under every service on the folder at once', async () => {
  const live = await startLiveLedger('the embedded store');
  const other = await spawnService(live.environment);
  const check = async (url: string) =>
    (
      (await call(url, 'check-consent', toCheck(placeOf(1), EMPLOYEE))).body as {
        checkResult: { hasConsent: boolean };
      }
    ).checkResult.hasConsent;
  const both = async () => [await check(live.service.url), await check(other.url)];
  await call(live.service.url, 'register-extended-consent', toRegister(newId(), placeOf(1)));
  expect(await both()).toEqual([true, true]);
  await tamper(live.folder, 'check', () => null);
  expect(await both()).toEqual([false, false]);
  expect(await ledger(['rebuild', '--accept'], { environment: live.environment })).toMatchObject({ code: 0 });
  expect(await both()).toEqual([true, true]);
  expect(await ledger(['rebuild', 'check', '--undo'], { environment: live.environment })).toMatchObject({
    code: 0,
  });
  expect(await both()).toEqual([false, false]);
  await other.end('SIGTERM');
  await live.close();
});
