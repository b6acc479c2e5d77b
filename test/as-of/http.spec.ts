import { call } from '../support/call';
import { documentedUnder } from '../support/documentation';
import { person } from '../support/people';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { temporaryFolder } from '../support/temporary-folder';
import { toCancel, toCheck, toRegister, type Place } from '../support/requests';

const EMPLOYEE = 'SE165565594230-1A2B';
const COLLEAGUE = 'SE165565594230-1C3D';
const MORNING = Date.parse('2026-03-02T07:00:00Z');
const HOUR = 3_600_000;

const id = (n: number) => `a50f0000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const place = (n: number): Place => ({
  patientId: person(n),
  careProviderId: 'SE165565594230-1000',
  careUnitId: 'SE165565594230-1001',
});

/** A service whose clock stands where a test puts it. */
async function startAt(environment: Record<string, string>) {
  const clock = { now: MORNING };
  const service = await startInProcess(environment, () => clock.now);
  return { ...service, clock };
}

type Service = Awaited<ReturnType<typeof startAt>>;

/** Registered in the morning, cancelled an hour later. */
async function cancelledConsents({ url, clock }: Service, ...numbers: number[]): Promise<void> {
  clock.now = MORNING;
  for (const n of numbers) await call(url, 'register-extended-consent', toRegister(id(n), place(n)));
  clock.now = MORNING + HOUR;
  for (const n of numbers) await call(url, 'cancel-extended-consent', toCancel(id(n)));
}

describe('an auditor', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startAt({ CALLER_RIGHTS: 'audit' });
    await cancelledConsents(service, 1, 2);
  });
  afterAll(() => service.close());

  const ask = (n: number, times: object) => call(service.url, 'as-of', { ...toCheck(place(n)), ...times });

  it.each([
    ['when it was valid', { validAt: '2026-03-02T08:30:00' }, true],
    [
      'when it was valid, with hindsight',
      { validAt: '2026-03-02T08:30:00', knownAt: '2026-03-31T00:00:00' },
      true,
    ],
    ['before it', { validAt: '2026-03-02T07:59:59' }, false],
    ['when it was cancelled', { validAt: '2026-03-02T09:00:00' }, false],
    ['now', {}, false],
    ['before anything was known', { validAt: '2026-03-02T08:30:00', knownAt: '2026-03-01T00:00:00' }, false],
  ])('asks about a cancelled consent %s', async (_, times, hasConsent) => {
    const { status, body, headers } = await ask(1, times);
    expect(status).toBe(200);
    expect(body).toMatchObject({ asOfResult: { result: { resultCode: 'OK' }, hasConsent } });
    expect(headers.get('x-ledger-position')).toMatch(/^\d+$/);
  });

  it('is told where the answer looked from, what gave access, and what came later', async () => {
    const { body } = await ask(2, { validAt: '2026-03-02T08:30:00', knownAt: 4711 });
    const registered = expect.any(Number);
    expect(body).toStrictEqual({
      asOfResult: {
        result: { resultCode: 'OK' },
        hasConsent: true,
        assertionType: 'Consent',
        assertionId: id(2),
        validAt: '2026-03-02T07:30:00.000Z',
        knownAt: 4711,
        position: expect.any(Number),
        explanation: {
          hasConsent: true,
          grantedBy: {
            assertionId: id(2),
            assertionType: 'Consent',
            careProviderId: 'SE165565594230-1000',
            careUnitId: 'SE165565594230-1001',
            startsAt: '2026-03-02T07:00:00.000Z',
            lastValidAt: null,
            registeredAt: '2026-03-02T07:00:00.000Z',
            position: registered,
          },
          later: [
            {
              code: 'cancelled',
              isLater: true,
              recordedAt: '2026-03-02T08:00:00.000Z',
              position: registered,
            },
          ],
          inWords: [expect.stringMatching(/^Granted by consent/), expect.stringContaining('was cancelled')],
        },
      },
    });
  });

  it('knows a position from the header of an answer', async () => {
    const { headers } = await call(service.url, 'register-extended-consent', toRegister(id(3), place(3)));
    const position = Number(headers.get('x-ledger-position'));
    expect((await ask(3, { knownAt: position })).body).toMatchObject({ asOfResult: { hasConsent: true } });
    expect((await ask(3, { knownAt: position - 1 })).body).toMatchObject({
      asOfResult: { hasConsent: false },
    });
  });

  it.each([
    [
      'a time that is none',
      { validAt: 'then' },
      'Valideringsfel: then är inte ett giltigt datum för validAt',
    ],
    [
      'a negative position',
      { knownAt: -1 },
      'Valideringsfel: -1 är varken ett giltigt datum eller en position för knownAt',
    ],
    [
      'a position as text',
      { knownAt: '17' },
      'Valideringsfel: 17 är varken ett giltigt datum eller en position för knownAt',
    ],
    ['no patient', { patientId: undefined }, 'Valideringsfel: patientId är obligatoriskt.'],
    ['another element', { knownat: 1 }, 'Valideringsfel: okänt element knownat'],
  ])('is told what is wrong: %s', async (_, wrong, message) => {
    const { status, body } = await ask(1, wrong);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      asOfResult: { result: { resultCode: 'VALIDATION_ERROR', resultText: message } },
      errors: [{ message }],
    });
  });

  it('finds it in the documentation, with examples that work', async () => {
    const documented = await documentedUnder(service.url, 'Audit');
    const { examples } = documented.find(({ path }) => path === '/v2/as-of')!;
    expect(examples).toHaveLength(3);
    for (const example of examples) {
      expect(await call(service.url, 'as-of', example)).toMatchObject({ status: 200 });
    }
  });
});

describe('a caller that may act for one care provider only', () => {
  it('asks about that one, and is told of no other', async () => {
    const folder = await temporaryFolder();
    const elsewhere = { ...place(4), careProviderId: 'SE165565594230-2000' };
    const unbounded = await startAt({ DATA_DIR: folder.path });
    await call(unbounded.url, 'register-extended-consent', toRegister(id(4), elsewhere));
    await unbounded.close();
    const bounded = await startAt({
      CALLER_RIGHTS: 'audit,explain',
      CALLER_CARE_PROVIDERS: 'SE165565594230-1000',
      DATA_DIR: folder.path,
    });
    const mine = await call(bounded.url, 'as-of', toCheck(place(4)));
    const explained = await call(bounded.url, 'check-consent', toCheck(place(4)), {
      'x-ledger-explain': 'true',
    });
    const others = await call(bounded.url, 'as-of', toCheck(elsewhere));
    await bounded.close();
    await folder.remove();
    const nothing = { hasConsent: false, nearestMisses: [], furtherMisses: 0 };
    expect(mine.body).toMatchObject({ asOfResult: { explanation: nothing } });
    expect(explained.body).toMatchObject({ explanation: nothing });
    expect([others.status, others.body]).toMatchObject([
      403,
      { asOfResult: { result: { resultCode: 'ACCESSDENIED' } } },
    ]);
    expect(JSON.stringify(others.body)).not.toContain('explanation');
  });
});

describe('a caller without the right', () => {
  let service: InProcessService;
  beforeAll(async () => {
    service = await startInProcess({ CALLER_RIGHTS: '' });
  });
  afterAll(() => service.close());

  it.each([
    ['as-of', toCheck(place(5)), {}],
    ['as-of', { nonsense: true }, {}],
    ['check-consent', toCheck(place(5)), { 'x-ledger-explain': 'true' }],
  ])('is refused: %s', async (contract, body, headers) => {
    const answer = await call(service.url, contract, body, headers);
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'right-missing', status: 403 });
  });

  it('is answered as ever when it asks for no explanation', async () => {
    for (const headers of [{}, { 'x-ledger-explain': 'false' }] as Record<string, string>[]) {
      const { status, body } = await call(service.url, 'check-consent', toCheck(place(5)), headers);
      expect([status, body]).toStrictEqual([
        200,
        { checkResult: { result: { resultCode: 'OK' }, hasConsent: false } },
      ]);
    }
  });

  it('is told that the header holds something else', async () => {
    const answer = await call(service.url, 'check-consent', toCheck(place(5)), { 'x-ledger-explain': 'yes' });
    expect([answer.status, answer.body]).toMatchObject([400, { code: 'invalid-header' }]);
  });
});

describe('a caller with the right to explanations', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startAt({ CALLER_RIGHTS: 'explain' });
  });
  afterAll(() => service.close());

  const explained = (n: number, employee = EMPLOYEE) =>
    call(service.url, 'check-consent', toCheck(place(n), employee), { 'x-ledger-explain': 'true' });

  it('is told what gave access, beside the contract’s own answer', async () => {
    await call(service.url, 'register-extended-consent', toRegister(id(6), place(6)));
    const { body } = await explained(6);
    expect(body).toStrictEqual({
      checkResult: { result: { resultCode: 'OK' }, hasConsent: true, assertionType: 'Consent' },
      explanation: expect.objectContaining({ hasConsent: true, later: [] }),
    });
  });

  it('is told what was in the way', async () => {
    await call(
      service.url,
      'register-extended-consent',
      toRegister(id(7), place(7), { employeeId: COLLEAGUE }),
    );
    await call(service.url, 'cancel-extended-consent', toCancel(id(7)));
    const { body } = await explained(7);
    expect(body).toMatchObject({
      checkResult: { hasConsent: false },
      explanation: {
        hasConsent: false,
        nearestMisses: [
          {
            consent: { assertionId: id(7) },
            reasons: [{ code: 'cancelled' }, { code: 'other-employee', employeeId: COLLEAGUE }],
          },
        ],
      },
    });
  });

  it('is told nothing without asking', async () => {
    const { body } = await call(service.url, 'check-consent', toCheck(place(6)));
    expect(Object.keys(body as object)).toStrictEqual(['checkResult']);
  });
});
