import { randomUUID } from 'node:crypto';
import { ConsentClient, ConsentServiceError, inRequest, type ConsentClientOptions } from '#client';
import { answering, faults, FaultyProxy } from '../support/faulty-proxy';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person } from '../support/people';
import { action, toCancel, toCheck, toDelete } from '../support/requests';

const place = (number: number) => ({
  patientId: person(number),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
});

const toRegister = (number: number, assertionId: string = randomUUID()) => ({
  assertionId,
  assertionType: 'Consent' as const,
  scope: 'NationalLevel' as const,
  ...place(number),
  registrationAction: action,
});

/** No answer of the real service may come too late on a busy machine. */
const unhurried = { timeoutMs: 50_000, attemptTimeoutMs: 50_000 };

let service: InProcessService;
let proxy: FaultyProxy;
let clients: ConsentClient[] = [];
const client = (options: Partial<ConsentClientOptions> = {}): ConsentClient => {
  const made = new ConsentClient({ url: proxy.url, ...unhurried, retry: { firstPauseMs: 1 }, ...options });
  clients.push(made);
  return made;
};

beforeAll(async () => {
  service = await startInProcess({ CALLER_RIGHTS: 'audit,explain' });
  proxy = await FaultyProxy.before(service.url);
});
afterEach(() => {
  for (const each of clients) each.close();
  clients = [];
  proxy.next = [];
  proxy.seen.length = 0;
});
afterAll(async () => {
  await proxy.close();
  await service.close();
});

const failure = async (call: Promise<unknown>): Promise<ConsentServiceError> => {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConsentServiceError);
  return error as ConsentServiceError;
};

describe('the real service', () => {
  it('answers yes to a consent that was registered, and no when it is cancelled', async () => {
    const consents = client();
    const registration = toRegister(1);
    const registered = await consents.registerExtendedConsent(registration);
    expect(registered).toMatchObject({ kind: 'answered', code: 'OK', content: null });
    expect(await consents.checkConsent(toCheck(place(1)))).toMatchObject({
      kind: 'answered',
      content: { hasConsent: true, assertionType: 'Consent' },
      position: registered.position,
    });
    await consents.cancelExtendedConsent(toCancel(registration.assertionId));
    expect(await consents.checkConsent(toCheck(place(1)))).toMatchObject({ content: { hasConsent: false } });
  });

  it('refuses with the code, the text and the faults', async () => {
    const consents = client();
    const registration = toRegister(2);
    await consents.registerExtendedConsent(registration);
    const { patientId, careProviderId, careUnitId } = place(2);
    const refusals = [
      consents.registerExtendedConsent(registration),
      consents.deleteExtendedConsent(toDelete(randomUUID())),
      consents.registerExtendedConsent({ ...toRegister(2), endDate: 'imorgon' }),
      consents.checkConsent(
        toCheck({ patientId: { ...patientId, root: '1.2' }, careProviderId, careUnitId }),
      ),
    ];
    expect(await Promise.all(refusals)).toMatchObject([
      { kind: 'refused', code: 'ALREADYEXISTS', faults: [] },
      { kind: 'refused', code: 'NOTFOUND', text: expect.stringMatching(/./) },
      { kind: 'refused', code: 'VALIDATION_ERROR', faults: [{ element: 'endDate' }] },
      { kind: 'refused', code: 'VALIDATION_ERROR', faults: [{ element: 'patientId.root' }] },
    ]);
    await consents.cancelExtendedConsent(toCancel(registration.assertionId));
    const again = await consents.cancelExtendedConsent(toCancel(registration.assertionId));
    expect(again).toMatchObject({ kind: 'refused', code: 'INVALIDSTATE' });
  });

  it('denies a care provider that the caller may not act for', async () => {
    const other = await startInProcess({ CALLER_CARE_PROVIDERS: 'SE165565594230-3000' });
    const denied = await client({ url: other.url }).checkConsent(toCheck(place(3)));
    expect(denied).toMatchObject({ kind: 'refused', code: 'ACCESSDENIED' });
    await other.close();
  });

  it('answers the lists, the ends and the questions about the past', async () => {
    const consents = client();
    const { patientId, careProviderId } = place(4);
    const { assertionId } = toRegister(4);
    await consents.registerExtendedConsent(toRegister(4, assertionId));
    const all = { patientId, careProviderId, getCancelledFlag: true };
    const ids = await Promise.all([
      consents.getConsentsForPatient({ patientId, careProviderId }),
      consents.getExtendedConsentsForPatient(all),
      consents.getAllExtendedConsentsForPatient({ patientId, getCancelledFlag: true }),
    ]);
    for (const list of ids)
      expect(list).toMatchObject({ kind: 'answered', content: { pdlAssertions: [{}] } });
    const page = await consents.getConsentsForCareProvider({ careProviderId, getCancelledFlag: true });
    expect(page).toMatchObject({ kind: 'answered', content: { hasMore: false, cursor: expect.any(String) } });
    expect(await consents.asOf(toCheck(place(4)))).toMatchObject({ content: { hasConsent: true } });
    const explained = await consents.checkConsent(toCheck(place(4)), { explain: true });
    expect(explained).toMatchObject({ content: { explanation: expect.any(Object) } });
    const end = { assertionId, patientId, endDateTime: '2098-06-30T23:59:59' };
    expect(await consents.endConsentByPatient(end)).toMatchObject({ kind: 'answered' });
  });

  it('answers many checks in their order, a faulty one among them', async () => {
    const consents = client();
    await consents.registerExtendedConsent(toRegister(5));
    const faulty = { ...toCheck(place(5)), patientId: { root: '1.2', extension: '3' } };
    const questions = [toCheck(place(6)), toCheck(place(5)), faulty, toCheck(place(5))];
    const answers = await consents.checkAll(questions);
    expect(answers).toMatchObject({
      kind: 'answered',
      content: [
        { kind: 'answered', content: { hasConsent: false } },
        { kind: 'answered', content: { hasConsent: true } },
        { kind: 'refused', code: 'VALIDATION_ERROR', faults: [{ element: 'patientId.root' }] },
        { kind: 'answered', content: { hasConsent: true } },
      ],
    });
    expect(await consents.checkAll([])).toMatchObject({ kind: 'refused', code: 'VALIDATION_ERROR' });
  });

  it('records with the context of the request, and that of the client', async () => {
    const consents = client({ originalConsumer: 'SE165565594230-EHR' });
    const correlationId = randomUUID();
    await inRequest({ correlationId, onBehalfOf: 'SE165565594230-2000' }, () =>
      consents.checkConsent(toCheck(place(7))),
    );
    const found = await consents.searchDecisions({ correlationId });
    expect(found).toMatchObject({
      content: {
        decisions: [
          { correlationId, originalConsumer: 'SE165565594230-EHR', onBehalfOf: 'SE165565594230-2000' },
        ],
      },
    });
  });
});

it('has a method for each contract, under the name and at the address that the OpenAPI document has', async () => {
  const { paths } = (await (await fetch(`${service.url}/docs-json`)).json()) as {
    paths: Record<string, { readonly post?: { readonly operationId: string } }>;
  };
  const documented = Object.entries(paths).flatMap(([path, { post }]) =>
    post && !path.startsWith('/fhir/') ? [[post.operationId, path]] : [],
  );
  const consents = client();
  const found: [string, string | undefined][] = [];
  const prototypes = [ConsentClient.prototype, Object.getPrototypeOf(ConsentClient.prototype) as object];
  const names = prototypes.flatMap((prototype) => Object.getOwnPropertyNames(prototype));
  for (const name of names as (keyof ConsentClient)[]) {
    if (OTHER_METHODS.has(name)) continue;
    await (consents[name] as (request: object) => Promise<unknown>)({}).catch(() => undefined);
    found.push([name, proxy.seen.pop()?.path]);
  }
  expect(found.length).toBeGreaterThan(10);
  expect(found.sort()).toEqual(documented.sort());
});

/** Those of the client that are no contract. */
const OTHER_METHODS = new Set<string>([
  'constructor',
  'checkAll',
  'streamConsentChanges',
  'demanded',
  'query',
  'change',
  'close',
]);

describe('the position of a change', () => {
  const positions = () => proxy.seen.map(({ headers }) => headers['x-ledger-min-position']);

  it('goes with the next queries of the same request, and of no other', async () => {
    const consents = client();
    const changed = await inRequest({}, async () => {
      await consents.checkConsent(toCheck(place(8)));
      const result = await consents.registerExtendedConsent(toRegister(8));
      await Promise.all([
        consents.checkConsent(toCheck(place(8))),
        consents.checkConsent(toCheck(place(8)), { atLeast: 0 }),
      ]);
      return result;
    });
    await inRequest({}, () => consents.checkConsent(toCheck(place(8))));
    await consents.checkConsent(toCheck(place(8)));
    const carried = String(changed.position);
    expect(positions()).toEqual([undefined, undefined, carried, carried, undefined, undefined]);
  });

  it('of one client is not sent by another one', async () => {
    await inRequest({}, async () => {
      await client().registerExtendedConsent(toRegister(9));
      await client().checkConsent(toCheck(place(9)));
    });
    expect(positions()).toEqual([undefined, undefined]);
  });
});

describe('a request', () => {
  it('has one correlation id for all its calls and attempts, or the one that it came with', async () => {
    const consents = client();
    proxy.next = [faults.broken];
    await consents.checkConsent(toCheck(place(10)));
    await inRequest({ correlationId: 'visit-1' }, async () => {
      await consents.checkConsent(toCheck(place(10)));
      await consents.checkConsent(toCheck(place(10)), { correlationId: 'visit-2' });
    });
    const ids = proxy.seen.map(({ headers }) => headers['x-skltp-correlation-id']);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ids.slice(1)).toEqual([ids[0], 'visit-1', 'visit-2']);
  });
});

const problem = (code: string) =>
  JSON.stringify({ code, title: 't', detail: 'd', error: 'KJS-000002', eventId: 'e-1' });
const asProblem = { 'content-type': 'application/problem+json' };

describe('is tried again', () => {
  it.each([
    ['a connection that breaks', [faults.broken, faults.broken]],
    ['an answer that is cut off', [faults.cutAnswer]],
    ['a service that cannot answer now', [answering(503, problem('ledger-unavailable'), asProblem)]],
    [
      'a proxy that finds no service',
      [answering(502, '<p>Bad gateway</p>', { 'content-type': 'text/html' })],
    ],
  ])('a query, after %s', async (_what, next) => {
    proxy.next = [...next];
    const answer = await client().checkConsent(toCheck(place(11)));
    expect(answer).toMatchObject({ kind: 'answered', content: { hasConsent: false } });
    expect(proxy.seen).toHaveLength(next.length + 1);
  });

  it('a query, after a service that said nothing', async () => {
    proxy.next = [faults.silence];
    const patient = { attemptTimeoutMs: 400, retry: { attempts: 50, firstPauseMs: 1 } };
    const answer = await client(patient).checkConsent(toCheck(place(11)));
    expect(answer).toMatchObject({ kind: 'answered', content: { hasConsent: false } });
    expect(proxy.seen.length).toBeGreaterThan(1);
  });

  it('a change with a key whose answer was lost, and it is made once', async () => {
    proxy.next = [faults.lostAnswer];
    const registration = toRegister(12);
    const key = { idempotencyKey: randomUUID() };
    const consents = client();
    expect(await consents.registerExtendedConsent(registration, key)).toMatchObject({ kind: 'answered' });
    expect(proxy.seen.map(({ headers }) => headers['idempotency-key'])).toEqual([
      key.idempotencyKey,
      key.idempotencyKey,
    ]);
    const { patientId, careProviderId } = registration;
    expect(await consents.getConsentsForPatient({ patientId, careProviderId })).toMatchObject({
      content: { pdlAssertions: [{ assertionId: registration.assertionId }] },
    });
  });

  it('not before the service asks for it', async () => {
    proxy.next = [answering(503, problem('ledger-unavailable'), { ...asProblem, 'retry-after': '1' })];
    const begin = performance.now();
    await client().checkConsent(toCheck(place(13)));
    expect(performance.now() - begin).toBeGreaterThanOrEqual(1_000);
  });
});

describe('is not tried again', () => {
  it('a change without a key', async () => {
    proxy.next = [faults.lostAnswer];
    const { kind, mayBeDone } = await failure(client().registerExtendedConsent(toRegister(14)));
    expect([kind, mayBeDone, proxy.seen.length]).toEqual(['unavailable', true, 1]);
  });

  it('what was refused', async () => {
    await client().deleteExtendedConsent(toDelete(randomUUID()), { idempotencyKey: randomUUID() });
    expect(proxy.seen).toHaveLength(1);
  });

  it('a service that asks for more time than there is', async () => {
    proxy.next = [answering(503, '', { 'retry-after': '60' })];
    const hurried = client({ timeoutMs: 30_000 });
    const { kind, call } = await failure(hurried.checkConsent(toCheck(place(15))));
    expect([kind, call.retryAfterMs, proxy.seen.length]).toEqual(['unavailable', 60_000, 1]);
  });

  it('more often than is allowed', async () => {
    proxy.next = Array.from({ length: 5 }, () => faults.broken);
    await failure(client({ retry: { attempts: 2, firstPauseMs: 1 } }).checkConsent(toCheck(place(15))));
    expect(proxy.seen).toHaveLength(2);
  });
});

const aYes = { checkResult: { result: { resultCode: 'OK' }, hasConsent: true } };
const yes = JSON.stringify(aYes);

describe('fails, and answers nothing', () => {
  it.each([
    ['a page of somebody else', answering(200, '<p>Hej</p>', { 'content-type': 'text/html' }), 'unreadable'],
    ['a yes in another media type', answering(200, yes, { 'content-type': 'text/plain' }), 'unreadable'],
    ['a yes with the status of a no', answering(403, yes), 'not-allowed'],
    ['a yes that sends elsewhere', answering(302, yes, { location: '/' }), 'unreadable'],
    ['an answer without a result', answering(200, '{"checkResult":{"hasConsent":true}}'), 'unreadable'],
    ['a yes in words', answering(200, yes.replace('true', '"true"')), 'unreadable'],
    ['an unknown code', answering(200, yes.replace('OK', 'FINE')), 'unreadable'],
    ['an OK without a yes or a no', answering(200, yes.replace(',"hasConsent":true', '')), 'unreadable'],
    ['half a text', answering(200, yes.slice(1)), 'unreadable'],
    ['a failure of the service', answering(500, problem('internal-error'), asProblem), 'failed'],
    ['a missing right', answering(403, problem('right-missing'), asProblem), 'not-allowed'],
    ['a caller without proof', answering(401, problem('not-authenticated'), asProblem), 'not-authenticated'],
    ['a used key', answering(422, problem('idempotency-key-reused'), asProblem), 'not-taken'],
  ])('%s', async (_what, fault, kind) => {
    proxy.next = [fault];
    const error = await failure(client().checkConsent(toCheck(place(16))));
    expect([error.kind, proxy.seen.length]).toEqual([kind, 1]);
    expect(error.message).not.toContain(person(16).extension);
  });

  it('says which event of the service it was', async () => {
    proxy.next = [answering(500, problem('internal-error'), asProblem)];
    const { message, call } = await failure(client().checkConsent(toCheck(place(16))));
    expect(message).toBe(
      'The consent service answers check-consent with status 500 (internal-error, event e-1).',
    );
    expect(call).toMatchObject({ status: 500, problem: { code: 'internal-error', eventId: 'e-1' } });
  });

  it.each([0, 1, 3])('two checks with %s answers', async (count) => {
    const answers = Array.from({ length: count }, () => aYes);
    const body = { checkConsentsResult: { result: { resultCode: 'OK' }, answers } };
    proxy.next = [answering(200, JSON.stringify(body))];
    const asked = client().checkAll([toCheck(place(17)), toCheck(place(18))]);
    expect((await failure(asked)).kind).toBe('unreadable');
  });

  it('many checks of which one has no answer that can be read', async () => {
    const answers = [aYes, { checkResult: { result: { resultCode: 'OK' } } }];
    const body = { checkConsentsResult: { result: { resultCode: 'OK' }, answers } };
    proxy.next = [answering(200, JSON.stringify(body))];
    const asked = client().checkAll([toCheck(place(17)), toCheck(place(18))]);
    expect((await failure(asked)).kind).toBe('unreadable');
  });

  it('a service that says nothing, when the time is over', async () => {
    proxy.next = Array.from({ length: 5 }, () => faults.silence);
    const asked = client({ timeoutMs: 300, attemptTimeoutMs: 100 }).checkConsent(toCheck(place(19)));
    expect((await failure(asked)).kind).toBe('timeout');
  });

  it('what its caller gives up', async () => {
    proxy.next = [faults.silence];
    const controller = new AbortController();
    const asked = client().checkConsent(toCheck(place(19)), { signal: controller.signal });
    while (proxy.seen.length === 0) await new Promise(setImmediate);
    controller.abort();
    expect((await failure(asked)).kind).toBe('aborted');
  });

  it('what its caller has given up before it began', async () => {
    const signal = AbortSignal.abort();
    expect((await failure(client().checkConsent(toCheck(place(19)), { signal }))).kind).toBe('aborted');
    expect(proxy.seen).toHaveLength(0);
  });

  it('a service that is not there', async () => {
    const gone = await FaultyProxy.before(service.url);
    await gone.close();
    expect((await failure(client({ url: gone.url }).checkConsent(toCheck(place(20))))).kind).toBe(
      'unavailable',
    );
  });
});
