import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLocalTime } from '#consent';
import { newId } from '#platform';
import { startRegistered } from '../callers/registered-service';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person } from '../support/people';
import { toCancel, toRegister } from '../support/requests';
import { temporaryFolder } from '../support/temporary-folder';
import { allAfter, pageAfter } from './pages';

const OWN = 'SE165565594230-1000';
const OTHER = 'SE165565594230-2000';
const NOON = parseLocalTime('2026-03-02T12:00:00')! + 7;
const place = { patientId: person(1), careProviderId: OWN, careUnitId: 'SE165565594230-1001' };

let service: InProcessService;
beforeEach(async () => void (service = await startInProcess({ PAGE_SIZE: '2' }, () => NOON)));
afterEach(() => service.close());

const register = async (more: object = {}, at = place): Promise<string> => {
  const assertionId = newId();
  await call(service.url, 'register-extended-consent', toRegister(assertionId, at, more));
  return assertionId;
};

describe('a page', () => {
  it('has what a copy needs, with exact instants', async () => {
    const employeeId = 'SE165565594230-1A2B';
    const assertionId = await register({ employeeId, endDate: '2030-01-01T00:00:00' });
    const { changes, readAt, hasMore, position } = await pageAfter(service.url, OWN);
    expect(changes).toEqual([
      {
        position: expect.any(Number) as number,
        change: 'registered',
        assertionId,
        recordedAt: '2026-03-02T11:00:00.007Z',
        assertion: expect.objectContaining({ assertionId, employeeId, patientId: place.patientId }) as object,
        validFrom: '2026-03-02T11:00:00.007Z',
        validTo: '2029-12-31T23:00:00.000Z',
      },
    ]);
    expect([readAt, hasMore]).toEqual(['2026-03-02T11:00:00.007Z', false]);
    expect(position).toBeGreaterThanOrEqual(changes[0]!.position);
  });

  it('says how far it has come also when it is empty, and can be gone on from', async () => {
    const empty = await pageAfter(service.url, OWN);
    expect(empty).toMatchObject({ status: 200, changes: [], hasMore: false });
    await register({}, { ...place, careProviderId: OTHER });
    const others = await pageAfter(service.url, OWN, empty.cursor);
    expect([others.changes, others.cursor]).toEqual([[], empty.cursor]);
    expect(others.position).toBeGreaterThan(empty.position);
    const assertionId = await register();
    const { changes } = await pageAfter(service.url, OWN, others.cursor);
    expect(changes).toMatchObject([{ assertionId, change: 'registered' }]);
  });

  it('has as many changes as PAGE_SIZE says, and more follow', async () => {
    const ids = [await register(), await register(), await register()];
    const first = await pageAfter(service.url, OWN);
    expect([first.changes.length, first.hasMore]).toEqual([2, true]);
    const { changes } = await allAfter(service.url, OWN);
    expect(changes.map(({ assertionId }) => assertionId)).toEqual(ids);
  });
});

describe('a cursor', () => {
  const refused = (text: string) => ({
    status: 400,
    result: { resultCode: 'VALIDATION_ERROR', resultText: text },
    changes: [],
    hasMore: false,
    errors: [{ element: 'cursor', message: text }],
  });

  it.each(['x', '-1', '1.1'])('%j is refused as no cursor', async (cursor) => {
    expect(await pageAfter(service.url, OWN, cursor)).toMatchObject(
      refused('Valideringsfel: ogiltig cursor'),
    );
  });

  it('of another ledger, and of another care provider, is refused in words of its own', async () => {
    const other = await startInProcess();
    const assertionId = newId();
    await call(other.url, 'register-extended-consent', toRegister(assertionId, place));
    const { cursor } = await pageAfter(other.url, OWN);
    await other.close();
    const text = 'Valideringsfel: cursor hör inte till denna historik';
    expect(await pageAfter(service.url, OWN, cursor)).toMatchObject(refused(text));
    await register();
    expect(await pageAfter(service.url, OWN, cursor)).toMatchObject(refused(text));
    const own = await pageAfter(service.url, OWN);
    expect(await pageAfter(service.url, OTHER, own.cursor)).toMatchObject(refused(text));
  });

  it('is good after the read models were built again', async () => {
    const folder = await temporaryFolder();
    const settings = { DATA_DIR: folder.path };
    const before = await startInProcess(settings);
    const assertionId = newId();
    await call(before.url, 'register-extended-consent', toRegister(assertionId, place));
    const { cursor } = await pageAfter(before.url, OWN);
    await call(before.url, 'cancel-extended-consent', toCancel(assertionId));
    await before.close();
    await rm(join(folder.path, 'read-models'), { recursive: true });
    const after = await startInProcess(settings);
    expect((await pageAfter(after.url, OWN, cursor)).changes).toMatchObject([
      { assertionId, change: 'cancelled' },
    ]);
    await after.close();
    await folder.remove();
  });
});

it('needs the right list, and shows the care providers of the caller alone', async () => {
  const registered = await startRegistered([
    { clientId: 'lists', rights: ['list'], careProviders: [OWN] },
    { clientId: 'checks', rights: ['check', 'read', 'write'], careProviders: [OWN] },
  ]);
  const statusFor = async (clientId: string, careProviderId: string) =>
    (await registered.call(clientId, 'get-consent-changes', { careProviderId })).status;
  expect([await statusFor('lists', OWN), await statusFor('lists', OTHER)]).toEqual([200, 403]);
  expect(await statusFor('checks', OWN)).toBe(403);
  await registered.close();
});
