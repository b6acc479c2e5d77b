import { join } from 'node:path';
import { decisionKind, openRecordLog } from '#audit';
import { denied } from '#audit/given';
import { EmbeddedEventStore, NO_POSITION } from '#event-store';
import { ledger, type LedgerRun } from '../support/ledger-cli';
import { person } from '../support/people';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

let folder: TemporaryFolder;
const run = (
  args: readonly string[],
  more: Record<string, string> = {},
  input?: string,
): Promise<LedgerRun> => ledger(args, { environment: { DATA_DIR: folder.path, ...more }, input });

const unheard = { recorded: () => undefined, failed: () => undefined, lost: () => undefined };

/** A ledger with a check of a patient each on two days that were over for five years long ago. */
beforeAll(async () => {
  folder = await temporaryFolder();
  expect(await run(['init'])).toMatchObject({ code: 0 });
  const store = await EmbeddedEventStore.open(join(folder.path, 'audit-log'));
  const checks = openRecordLog(decisionKind, 'durable', store, unheard);
  await checks.record(
    denied({ position: NO_POSITION, patient: person(1), decidedAt: Date.parse('2015-03-02T10:00:00Z') }),
  );
  await checks.record(
    denied({ position: NO_POSITION, patient: person(2), decidedAt: Date.parse('2015-03-03T10:00:00Z') }),
  );
  await store.close();
});
afterAll(() => folder.remove());

const grounds = ['--reason', 'Claim for damages', '--authority', 'Decision of the chief lawyer'];
const fiveYears = { DECISION_LOG_YEARS: '5' };

it('plans nothing without a setting, and refuses a period under five years', async () => {
  const { code, out } = await run(['retention', 'plan']);
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringMatching(/^DECISION_LOG_YEARS is not set: .*kept for ever/),
  });
  expect(await run(['retention', 'plan'], { DECISION_LOG_YEARS: '4' })).toMatchObject({
    code: 2,
    err: expect.stringMatching(/DECISION_LOG_YEARS/),
  });
});

it('plans the days that have lapsed, but for those that a hold on a patient keeps, until it is lifted', async () => {
  const identity = person(1).extension;
  const placed = await run(['hold', 'place', '--patient', '--json', ...grounds], {}, `${identity}\n`);
  expect(placed).toMatchObject({ code: 0, err: '' });
  const [{ holdId }] = placed.records() as [{ holdId: string }];
  const plan = await run(['retention', 'plan'], fiveYears);
  expect(plan.out).toMatch(new RegExp(`^2015-03-02  checks +1 +1  kept +hold ${holdId}: 1 concern it$`, 'm'));
  expect(plan.out).toMatch(/^2015-03-03 +checks +1 +1 +lapsed +over for 5 years$/m);
  expect(plan.out).toMatch(/^Lapsed: 1 record of 1 day\. Kept by holds: 1 record of 1 day\. Holds: 1\.$/m);
  const [list, shown] = [await run(['hold', 'list']), await run(['hold', 'list', '--show-patient'])];
  expect([plan.out.includes(identity), list.out.includes(identity), shown.out.includes(identity)]).toEqual([
    false,
    false,
    true,
  ]);
  expect(await run(['hold', 'lift', holdId, ...grounds])).toMatchObject({ code: 0 });
  const [first] = (await run(['retention', 'plan', '--json'], fiveYears)).records();
  expect(first).toMatchObject({ day: { day: '2015-03-02', lapses: true, keptBy: [] } });
  const { out } = await run(['retention', 'plan', '--before', '2015-03-03'], fiveYears);
  expect(out).toMatch(
    /^Of these, this plan has only days before 2015-03-03, as --before asks\.\nLapsed: 1 record of 1 day\./m,
  );
  expect((await run(['hold', 'list'])).out).toContain('There is no hold.');
  expect((await run(['hold', 'list', '--all'])).out).toContain(holdId);
  expect(await run(['hold', 'lift', holdId, ...grounds])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/lifted already/),
  });
});

it('verifies holds as events of the ledger', async () => {
  const { out } = await run(['verify', '--json']);
  expect(out).not.toContain('"finding"');
});

it.each([
  [['hold', 'place', ...grounds], /one of these: --patient, --provider or --case/],
  [['hold', 'list', '--case', 'dnr 1'], /--case belongs to "ledger hold place"/],
])('refuses ledger %j', async (args, message) => {
  expect(await run(args)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
});
