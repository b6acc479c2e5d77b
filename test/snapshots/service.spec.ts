import { parseLocalTime } from '#consent';
import { newId } from '#platform';
import { startRegistered } from '../callers/registered-service';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person } from '../support/people';
import { toCancel, toDelete, toRegister } from '../support/requests';
import { digestOf, keysOf, snapshotOf, statementIn } from './snapshots';

const OWN = 'SE165565594230-1000';
const OTHER = 'SE165565594230-2000';
const UNIT = 'SE165565594230-1001';
const NOON = parseLocalTime('2026-03-02T12:00:00')! + 7;
const MINUTE = 60_000;

let now: number;
let service: InProcessService;
beforeEach(async () => {
  now = NOON;
  service = await startInProcess({ PAGE_SIZE: '2', SNAPSHOT_VALID_S: '60' }, () => now);
});
afterEach(() => service.close());

const place = (n: number) => ({ patientId: person(n), careProviderId: OWN, careUnitId: UNIT });

async function register(n: number, more: object = {}, at: object = {}): Promise<string> {
  const assertionId = newId();
  const { status } = await call(
    service.url,
    'register-extended-consent',
    toRegister(assertionId, { ...place(n), ...at }, more),
  );
  expect(status).toBe(201);
  return assertionId;
}

const change = async (contract: string, body: object): Promise<void> => {
  expect((await call(service.url, contract, body)).status).toBe(200);
};

/** The lines of a snapshot, each without the position of the registration. */
const consentsIn = (lines = ''): unknown[] =>
  lines
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as unknown[]).slice(1));

const lineFor = (n: number, ...rest: readonly unknown[]): unknown[] => {
  const { root, extension } = person(n);
  return ['Consent', root, extension, UNIT, ...rest];
};

it('says what it holds and until when, signed with the key of the ledger', async () => {
  await register(1);
  const { status, snapshot, lines, position } = await snapshotOf(service.url, OWN);
  expect(status).toBe(200);
  expect(statementIn(snapshot!, await keysOf(service.dataDirectory))).toEqual({
    origin: 'consent-ledger',
    careProviderId: OWN,
    position,
    cursor: expect.any(String) as string,
    issuedAt: new Date(NOON).toISOString(),
    validUntil: new Date(NOON + MINUTE).toISOString(),
    consents: 1,
    sha256: digestOf(lines!),
  });
  expect(consentsIn(lines)).toEqual([lineFor(1, null, null, null)]);
});

it('holds what may give access from now on: no cancelled, deleted or ended consent, and none of another care provider', async () => {
  const employeeId = 'SE165565594230-1A2B';
  await register(1, { employeeId, endDate: '2026-03-02T12:00:30' });
  await register(2, { startDate: '2026-03-02T12:00:20' });
  await register(3, { endDate: '2026-03-02T12:00:01' });
  await register(4, {}, { careProviderId: OTHER });
  await change('cancel-extended-consent', toCancel(await register(5)));
  await change('delete-extended-consent', toDelete(await register(6)));
  now += 1_000;
  const ended = await register(7);
  await change('end-consent-by-patient', {
    assertionId: ended,
    patientId: person(7),
    endDateTime: '2026-03-02T12:00:10',
  });
  const at = (text: string) => parseLocalTime(text)!;
  expect(consentsIn((await snapshotOf(service.url, OWN)).lines)).toEqual([
    lineFor(1, employeeId, null, at('2026-03-02T12:00:30')),
    lineFor(2, null, at('2026-03-02T12:00:20'), null),
    lineFor(7, null, null, at('2026-03-02T12:00:10')),
  ]);
});

it('holds no consent whose cancellation was answered before, however many others change', async () => {
  const over = new AbortController();
  const writing = (async () => {
    for (let n = 100; !over.signal.aborted; n += 1)
      await register(n, {}, { careProviderId: n % 2 === 0 ? OWN : OTHER });
  })();
  try {
    for (let n = 1; n <= 12; n += 1) {
      await change('cancel-extended-consent', toCancel(await register(n)));
      const { lines, result } = await snapshotOf(service.url, OWN);
      expect(result.resultCode).toBe('OK');
      expect(lines).not.toContain(person(n).extension);
    }
  } finally {
    over.abort();
    await writing;
  }
});

describe('with the cursor of an older one', () => {
  it('it has what was changed since, and the numbers of what is gone', async () => {
    const first = await register(1);
    await register(2);
    const old = await snapshotOf(service.url, OWN);
    const keys = await keysOf(service.dataDirectory);
    const { cursor } = statementIn(old.snapshot!, keys);
    await change('cancel-extended-consent', toCancel(first));
    await register(3);
    const { snapshot, lines } = await snapshotOf(service.url, OWN, cursor);
    const whole = await snapshotOf(service.url, OWN);
    const [gone, added] = lines!.trim().split('\n');
    expect(JSON.parse(old.lines!.split('\n')[0]!)).toContain(Number(gone));
    expect(whole.lines).toBe(`${old.lines!.split('\n')[1]}\n${added}\n`);
    expect(statementIn(snapshot!, keys)).toMatchObject({ consents: 2, sha256: digestOf(whole.lines!) });
  });

  it('it has no line when nothing was changed', async () => {
    await register(1);
    const { snapshot } = await snapshotOf(service.url, OWN);
    const { cursor } = statementIn(snapshot!, await keysOf(service.dataDirectory));
    expect((await snapshotOf(service.url, OWN, cursor)).lines).toBe('');
  });

  it.each([
    ['zz', 'Valideringsfel: ogiltig cursor'],
    ['1-3f0c1c9a52f1', 'Valideringsfel: cursor hör inte till denna historik'],
  ])('%j, which is none of this history, is refused', async (cursor, message) => {
    await register(1);
    expect(await snapshotOf(service.url, OWN, cursor)).toEqual({
      status: 400,
      result: { resultCode: 'VALIDATION_ERROR', resultText: message },
      position: expect.any(Number) as number,
      errors: [{ element: 'cursor', message }],
    });
  });
});

it('there is none of a care provider with more consents than a snapshot holds', async () => {
  await service.close();
  service = await startInProcess({ SNAPSHOT_CONSENTS: '3' }, () => now);
  for (let n = 1; n <= 3; n += 1) await register(n);
  expect((await snapshotOf(service.url, OWN)).status).toBe(200);
  await register(4);
  expect(await snapshotOf(service.url, OWN)).toMatchObject({
    status: 400,
    result: { resultCode: 'VALIDATION_ERROR' },
    errors: [{ element: 'careProviderId' }],
  });
});

it('needs the right list, and is of the care providers of the caller alone', async () => {
  const registered = await startRegistered([
    { clientId: 'lists', rights: ['list'], careProviders: [OWN] },
    { clientId: 'checks', rights: ['check', 'read', 'write'], careProviders: [OWN] },
  ]);
  const statusFor = async (clientId: string, careProviderId: string) =>
    (await registered.call(clientId, 'get-consent-snapshot', { careProviderId })).status;
  expect([await statusFor('lists', OWN), await statusFor('lists', OTHER)]).toEqual([200, 403]);
  expect(await statusFor('checks', OWN)).toBe(403);
  await registered.close();
});
