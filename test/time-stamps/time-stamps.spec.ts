import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StampingAuthority } from '#evidence/given';
import { LogFiles, type StoredArray } from '../corruption/log-files';
import { verifyInProcess } from '../corruption/verify-in-process';
import { verify } from '../../apps/ledger/src/commands/verify/verify';
import { runInProcess } from '../support/command-in-process';
import { ledger as command } from '../support/ledger-cli';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { forgeEvent, signAgain } from '../witnesses/attacks';
import { metric } from '../witnesses/until';
import { serveAuthority, type ServedAuthority } from './serve-authority';
import { makeStampedLedger, stampedIn } from './stamped-ledger';

let folder: TemporaryFolder;
let served: ServedAuthority;
let environment: Record<string, string> & { readonly DATA_DIR: string };
let failures: number;
let stampedAt: number;

/** An authority that is out of order at first. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const authority = await StampingAuthority.create();
  let asked = 0;
  served = await serveAuthority(async (request) => {
    asked += 1;
    return asked <= 2 ? null : authority.answer(request);
  });
  const file = join(folder.path, 'authorities.pem');
  await writeFile(file, authority.pem);
  environment = {
    DATA_DIR: join(folder.path, 'ledger'),
    ...{ TIME_STAMP_URL: served.url, TIME_STAMP_AUTHORITIES_FILE: file },
  };
  await makeStampedLedger(environment, async (service) => {
    failures = await metric(service.operationsUrl ?? service.url, 'consent_time_stamp_failures_total');
    stampedAt = await metric(service.operationsUrl ?? service.url, 'consent_time_stamp_timestamp_seconds');
  });
});
afterAll(async () => {
  await served.close();
  await folder.remove();
});

const today = new Date().toISOString().slice(0, 10);
const ofTimeStamps = (findings: readonly { readonly kind: string; readonly what: string }[]) =>
  findings.filter(({ kind }) => kind === 'time-stamp').map(({ what }) => what);

it('asks again after failures, counts them, and shows the time', () => {
  expect(failures).toBeGreaterThanOrEqual(2);
  expect(stampedAt).toBeGreaterThan(Date.parse('2026-01-01') / 1000);
});

it('stamps one checkpoint a day of each history, and everything is proved', async () => {
  expect(await stampedIn(environment)).toEqual([1, 1]);
  const verified = await verifyInProcess(environment, { stampedSince: today });
  expect(verified).toMatchObject({ exitCode: 0, findings: [] });
  const { records } = await runInProcess(verify, { environment });
  expect(records).toContainEqual({
    timeStamps: {
      ...{ of: 'the ledger', count: 1 },
      first: { time: expect.any(String), size: expect.any(Number) },
      newest: { time: expect.any(String), size: expect.any(Number) },
    },
  });
  const { out } = await command(['verify'], { environment });
  expect(out).toMatch(/^Time stamps on checkpoints of the ledger: 1, the first of .* over \d+, the newest/m);
  const status = await command(['status'], { environment });
  expect(status.out).toMatch(/Time stamps +newest for \d+;/);
});

it('is not believed by other authorities', async () => {
  const timeStamps = join(folder.path, 'others.pem');
  await writeFile(timeStamps, (await StampingAuthority.create()).pem);
  const { findings } = await verifyInProcess(environment, { timeStamps });
  expect(ofTimeStamps(findings)).toEqual(
    Array(2).fill(expect.stringMatching(/does not lead to a given authority/)),
  );
});

it('takes no file without a certificate, and no day that is in no calendar or still to come', async () => {
  const timeStamps = join(folder.path, 'none.pem');
  await writeFile(timeStamps, 'tsa.example.org\n');
  await expect(verifyInProcess(environment, { timeStamps })).rejects.toThrow(
    /No certificate of an authority/,
  );
  const since = (stampedSince: string) => verifyInProcess(environment, { stampedSince });
  await expect(since('2026-02-30')).rejects.toThrow(/use YYYY-MM-DD/);
  await expect(since('2099-01-01')).rejects.toThrow(/still to come/);
});

it('finds that stamps of the records were copied for those of the ledger', async () => {
  const copied = { ...environment, DATA_DIR: join(folder.path, 'copied') };
  await cp(environment.DATA_DIR, copied.DATA_DIR, { recursive: true });
  const [ofLedger, ofRecords] = ['audit-stamped-checkpoints', 'audit-stamped-decision-checkpoints'];
  await LogFiles.tamper(
    copied.DATA_DIR,
    (files) => {
      const stamp = files.arrays().find(([, , stream]) => stream === ofRecords)![4];
      const copyTo = ([id, revision, stream, type, data, metadata]: StoredArray): StoredArray => {
        return [id, revision, stream, type, stream === ofLedger ? stamp : data, metadata];
      };
      files.rewrite(files.arrays().map(copyTo));
    },
    'audit-log',
  );
  const { findings } = await verifyInProcess(copied, { stampedSince: today });
  expect(ofTimeStamps(findings)).toEqual([expect.stringMatching(/proves nothing/)]);
});

it('finds days without a time stamp, where there have to be some', async () => {
  const { findings } = await verifyInProcess(environment, { stampedSince: '2026-01-01' });
  expect(ofTimeStamps(findings)).toEqual(
    Array(2).fill(expect.stringMatching(/no time stamp between 2026-01-01T/)),
  );
});

it('finds a history that its operator has signed again with the key of the ledger', async () => {
  await forgeEvent(environment);
  await signAgain(environment);
  const { TIME_STAMP_AUTHORITIES_FILE: timeStamps } = environment;
  const bare = { DATA_DIR: environment.DATA_DIR };
  expect(await verifyInProcess(bare)).toMatchObject({ exitCode: 0, findings: [] });
  expect((await verifyInProcess(bare, { timeStamps })).findings).toContainEqual(
    expect.objectContaining({
      kind: 'checkpoint',
      what: expect.stringMatching(/signed over others than these/),
    }),
  );
  const isStamped = (stream: string) => stream.startsWith('audit-stamped-');
  await LogFiles.tamper(
    environment.DATA_DIR,
    (files) => files.rewrite(files.arrays().filter(([, , stream]) => !isStamped(stream))),
    'audit-log',
  );
  const { findings } = await verifyInProcess(bare, { timeStamps, stampedSince: '2026-01-01' });
  expect(ofTimeStamps(findings)).toHaveLength(2);
});
