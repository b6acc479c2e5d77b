import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tolvan } from '#consent/given';
import { openLedgerTime } from '#consent-ledger';
import { createLog, readConfig } from '#platform';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { toCheck, toRegister } from './support/requests';
import { temporaryFolder, type TemporaryFolder } from './support/temporary-folder';

const MINUTE = 60_000;
const NOON = Date.parse('2026-03-02T11:00:00.000Z');
const END = NOON + 5 * MINUTE;
const place = {
  patientId: { ...tolvan },
  careProviderId: 'SE165565594230-1000',
  careUnitId: 'SE165565594230-1001',
};

let folder: TemporaryFolder;
let service: InProcessService;
let now = NOON;

const start = async (settings: Record<string, string> = {}) => {
  service = await startInProcess({ DATA_DIR: folder.path, CALLER_RIGHTS: 'audit', ...settings }, () => now);
};

/** A consent until five minutes after noon, and the clock a second after that. */
beforeEach(async () => {
  folder = await temporaryFolder();
  now = NOON;
  await start();
  const until = { endDate: '2026-03-02T12:05:00' };
  await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place, until));
});
afterEach(async () => {
  await service.close();
  await folder.remove();
});

async function isGiven(): Promise<boolean> {
  const { body } = await call(service.url, 'check-consent', toCheck(place));
  return (body as { checkResult: { hasConsent: boolean } }).checkResult.hasConsent;
}

async function ownConsents(): Promise<number> {
  const { careProviderId, patientId } = place;
  const { body } = await call(service.url, 'get-consents-for-patient', { careProviderId, patientId });
  return JSON.stringify(body).split('"assertionId"').length - 1;
}

async function asOf(validAt?: string): Promise<unknown> {
  const { body } = await call(service.url, 'as-of', { ...toCheck(place), ...(validAt && { validAt }) });
  return (body as { asOfResult: { hasConsent: boolean } }).asOfResult.hasConsent;
}

const behindSeconds = async (): Promise<number> => {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  return Number(/^consent_clock_behind_seconds (\S+)$/m.exec(text)?.[1]);
};

it('a no stays no when the clock goes back over the end, over restarts, and without read models', async () => {
  expect([await isGiven(), await asOf(), await ownConsents()]).toEqual([true, true, 1]);
  now = END + 2000;
  expect(await isGiven()).toBe(false);
  now = END - MINUTE;
  expect([await isGiven(), await asOf()]).toEqual([false, false]);
  expect(await ownConsents()).toBe(0);
  expect(await asOf('2026-03-02T12:04:00')).toBe(true);
  const LEASE = 1;
  expect(await behindSeconds()).toBe(62 + LEASE);
  await service.close();
  await start();
  expect([await isGiven(), await asOf()]).toEqual([false, false]);
  await service.close();
  await rm(join(folder.path, 'read-models'), { recursive: true });
  await start();
  expect([await isGiven(), await asOf()]).toEqual([false, false]);
});

it('a service follows what another process on the same folder has answered by', async () => {
  const logs = { store: { readAll: async function* () {} } };
  const config = readConfig({ DATA_DIR: folder.path });
  const other = await openLedgerTime(logs, config, () => now, createLog('error'));
  now = END + MINUTE;
  other.clock();
  now = NOON;
  expect(await isGiven()).toBe(false);
  await other.close();
});

it('a killed service keeps the time, too: the lease is on the disk before the answer', async () => {
  now = END + MINUTE;
  await isGiven();
  const kept = await readFile(join(folder.path, 'clock', 'mark'), 'utf8');
  expect(Number(kept.split(' ')[0])).toBeGreaterThanOrEqual(now);
});

it('a start far behind is refused until an operator gives up exactly that time', async () => {
  now = Date.parse('2099-01-01T00:00:00.000Z');
  expect(await isGiven()).toBe(false);
  await service.close();
  now = NOON;
  const answered = { CLOCK_WAS_WRONG_AT: '2099-01-01T00:00:00.000Z' };
  await expect(start()).rejects.toThrow(`CLOCK_WAS_WRONG_AT=${answered.CLOCK_WAS_WRONG_AT}`);
  await expect(start({ CLOCK_WAS_WRONG_AT: '2098-01-01T00:00:00.000Z' })).rejects.toThrow(
    'Set the clock right.',
  );
  await start(answered);
  expect(await isGiven()).toBe(true);
  await service.close();
  now = NOON + MINUTE;
  await start();
  expect(await isGiven()).toBe(true);
});

it('without the mark, the newest events of the log keep the time', async () => {
  await service.close();
  await rm(join(folder.path, 'clock'), { recursive: true });
  now = NOON - 11 * MINUTE;
  await expect(start()).rejects.toThrow('at 2026-03-02T11:00:00.000Z');
  now = NOON - MINUTE;
  await start();
  expect(await isGiven()).toBe(true);
  expect(await behindSeconds()).toBe(60);
});
