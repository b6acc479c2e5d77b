import { join } from 'node:path';
import { EmbeddedEventStore } from '#event-store';
import { newRandomId } from '#platform';
import { placeHold } from '#retention';
import { verify } from '../../apps/ledger/src/commands/verify/verify';
import { runInProcess } from '../support/command-in-process';
import { startInProcess } from '../support/in-process-service';
import { ledger as command } from '../support/ledger-cli';
import { AgedCopy, grounds } from './aged-copy';
import { daysOfLedger, daysOnDisk, peopleOf } from './aged-ledger';

let copy: AgedCopy;
beforeAll(async () => {
  copy = await AgedCopy.make();
});
afterAll(() => copy.remove());
beforeEach(() => copy.renew());

const all = [...daysOfLedger].sort();
const onDisk = () => daysOnDisk(copy.path);
const removed = (records: number, days: number) => expect.objectContaining({ removed: { records, days } });

/** @returns the id of the hold. */
async function hold(day: '2015-03-03'): Promise<string> {
  const holdId = newRandomId();
  const store = await EmbeddedEventStore.open(join(copy.path, 'log'));
  await placeHold(store, {
    ...{ type: 'HoldPlaced', holdId, subject: { kind: 'patient', patient: peopleOf[day][0] } },
    ...{ ...grounds, systemUser: 'anna@consents-1', recordedAt: Date.now() },
  });
  await store.close();
  return holdId;
}

it('removes what a plan lists from the disk, and everything is proved as it was', async () => {
  expect(await onDisk()).toEqual(all);
  expect(await copy.apply()).toEqual([removed(8, 3)]);
  expect(await onDisk()).toEqual(['2099-01-01']);
  expect(await copy.findings()).toEqual([]);
  await copy.signAgain();
  const verified = await command(['verify'], { environment: copy.environment });
  expect(verified).toMatchObject({ code: 0, err: '' });
  expect(verified.out).toMatch(
    /^Removed by retention on .*: 8 records of 3 days, under this authority: Records schedule 4\.2\nHolds in force then: none\.$/m,
  );
  expect((await copy.plan()).lapsed).toEqual({ records: 0, days: 0 });
  expect(await copy.apply()).toEqual([removed(0, 0)]);
});

describe('with --before', () => {
  const before = '2015-03-04';
  const digestOf = async (options: { readonly before?: string }): Promise<string> => {
    const { records } = await copy.retention('plan', options);
    return (records.at(-1) as { readonly plan: { readonly digest: string } }).plan.digest;
  };

  it('removes only days before it, and everything is proved as it was', async () => {
    expect(await copy.apply({ before, plan: await digestOf({ before }) })).toEqual([removed(6, 2)]);
    expect(await onDisk()).toEqual(['2015-03-04', '2099-01-01']);
    expect(await copy.findings()).toEqual([]);
    const { records } = await runInProcess(verify, { environment: copy.environment, options: {} });
    expect(records).toContainEqual({ removal: expect.objectContaining({ onlyBefore: before }) });
    const { out } = await command(['verify'], { environment: copy.environment });
    expect(out).toMatch(/: 6 records of 2 days, .*\nIts plan had only days before 2015-03-04\.$/m);
    expect(await copy.apply()).toEqual([removed(2, 1)]);
    expect(await copy.findings()).toEqual([]);
  });

  it.each([
    [
      'a later date than the setting allows',
      { before: '2099-01-02' },
      /^--before is too late: .* for 5 years/,
    ],
    ['what is no date', { before: '2015-02-30' }, /^Invalid --before: use YYYY-MM-DD/],
  ])('refuses %s, and changes nothing', async (_, options, message) => {
    await expect(copy.retention('plan', options)).rejects.toThrow(message);
    await expect(copy.apply(options)).rejects.toThrow(message);
    expect(await onDisk()).toEqual(all);
  });

  it.each([
    ['with it, by a plan without it', {}, { before }],
    ['without it, by a plan with it', { before }, {}],
    ['with another date than the plan', { before }, { before: '2015-03-03' }],
  ])('refuses to remove %s', async (_, planned, applied) => {
    const plan = await digestOf(planned);
    await expect(copy.apply({ ...applied, plan })).rejects.toThrow(/--before are others/);
    expect(await onDisk()).toEqual(all);
  });
});

it('keeps a day that a hold is on', async () => {
  const holdId = await hold('2015-03-03');
  expect(await copy.apply()).toEqual([removed(6, 2)]);
  expect(await onDisk()).toEqual(['2015-03-03', '2099-01-01']);
  expect(await copy.findings()).toEqual([]);
  const { records } = await runInProcess(verify, { environment: copy.environment, options: {} });
  expect(records).toContainEqual({ removal: expect.objectContaining({ holds: [holdId] }) });
});

it('refuses a plan from before a hold', async () => {
  const { digest } = await copy.plan();
  await hold('2015-03-03');
  await expect(copy.apply({ plan: digest })).rejects.toThrow(/The plan has changed/);
  expect(await onDisk()).toEqual(all);
});

it.each([
  ['no plan', { plan: undefined }, /--plan is missing/],
  ['another plan', { plan: 'f'.repeat(64) }, /The plan has changed/],
  ['no reason', { reason: undefined }, /^--reason is missing/],
  ['no authority', { authority: undefined }, /^--authority is missing/],
  ['an identity in a reason', { reason: `For ${peopleOf['2015-03-02'][0].extension}` }, /personal identity/],
  ['the day of another clock', { today: '2015-03-09' }, /--today is not the day/],
])('refuses %s, and changes nothing', async (_, options, message) => {
  await expect(copy.apply(options)).rejects.toThrow(message);
  expect(await onDisk()).toEqual(all);
});

it('refuses a clock that is far ahead of the last call, unless somebody says that it is right', async () => {
  const DAY = 24 * 60 * 60 * 1000;
  const now = Date.now();
  const ahead = () => now + 30 * DAY;
  await expect(copy.apply({}, ahead)).rejects.toThrow(
    /no call of the last 7 days .* run the command again with --today/,
  );
  expect(await onDisk()).toEqual(all);
  expect(await copy.apply({}, () => now + 5 * DAY)).toEqual([removed(8, 3)]);
  await copy.renew();
  const today = new Date(ahead()).toISOString().slice(0, 10);
  expect(await copy.apply({ today }, ahead)).toEqual([removed(8, 3)]);
});

it('refuses while a service runs', async () => {
  const { digest } = await copy.plan();
  const service = await startInProcess({ DATA_DIR: copy.path });
  try {
    const { reason, authority } = grounds;
    const given = ['--plan', digest, '--reason', reason, '--authority', authority];
    expect(await command(['retention', 'apply', ...given], { environment: copy.environment })).toMatchObject({
      code: 3,
      err: expect.stringMatching(/open in other processes .*stop the service/),
    });
  } finally {
    await service.close();
  }
  expect(await onDisk()).toEqual(all);
  expect(await copy.findings()).toEqual([]);
  expect((await copy.apply()).at(-1)).toEqual(removed(8, 3));
});

it('refuses on EventStoreDB', async () => {
  const server = { EVENT_STORE_URL: 'esdb://127.0.0.1:1?tls=false' };
  await expect(
    copy.retention('apply', { ...grounds, plan: 'f'.repeat(64) }, undefined, server),
  ).rejects.toThrow(/on an EventStoreDB server cannot be removed/);
});
