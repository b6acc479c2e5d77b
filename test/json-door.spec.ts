import { randomUUID } from 'node:crypto';
import { problems, type ProblemCode } from '../apps/api/src/contract/error-table';
import { call, type Answer } from './support/call';
import { documentedUnder } from './support/documentation';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { patientSettings } from './support/patient-settings';
import { spawnService, type SpawnedService } from './support/spawned-service';

const patientId = { root: '1.2.752.129.2.1.3.1', extension: '191212121212' };
const careProviderId = 'SE165565594230-1000';
const otherProviderId = 'SE165565594230-2000';
const accessingActor = {
  employeeId: 'SE165565594230-1A2B',
  careProviderId,
  careUnitId: 'SE165565594230-1B0C',
};
const actor = { employeeId: 'SE165565594230-1A2B' };
const action = {
  requestDate: '2025-01-15T09:30:00',
  requestedBy: actor,
  registrationDate: '2025-01-15T09:45:00',
  registeredBy: actor,
};

const registration = (changes: object = {}) => ({
  assertionId: randomUUID(),
  assertionType: 'Consent',
  scope: 'NationalLevel',
  patientId,
  careProviderId,
  careUnitId: 'SE165565594230-1B0C',
  registrationAction: action,
  ...changes,
});
const cancellation = (assertionId: string) => ({ assertionId, cancellationAction: action });
const check = { accessingActor, patientId };

let service: InProcessService;
const ask = (contract: string, body: unknown, headers?: Record<string, string>): Promise<Answer> =>
  call(service.url, contract, body, headers);

const codeOf = ({ body }: Answer) => (body as { result: { resultCode: string } }).result.resultCode;

/** Sends exactly these bytes. */
const send = (path: string, body: string | undefined, init: RequestInit = {}) =>
  fetch(service.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body }),
    ...init,
  });

beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

describe('a consent from first to last', () => {
  it('is registered, gives access, is cancelled, gives none', async () => {
    const consent = registration({ patientId: { root: '1.2.752.129.2.1.3.1', extension: '200101010106' } });
    const question = { accessingActor, patientId: consent.patientId };
    const no = { checkResult: { result: { resultCode: 'OK' }, hasConsent: false } };
    expect((await ask('check-consent', question)).body).toEqual(no);
    const registered = await ask('register-extended-consent', consent);
    expect([registered.status, registered.body]).toEqual([201, { result: { resultCode: 'OK' } }]);
    expect((await ask('check-consent', question)).body).toEqual({
      checkResult: { result: { resultCode: 'OK' }, hasConsent: true, assertionType: 'Consent' },
    });
    const cancelled = await ask('cancel-extended-consent', cancellation(consent.assertionId));
    expect([cancelled.status, cancelled.body]).toEqual([200, { result: { resultCode: 'OK' } }]);
    expect((await ask('check-consent', question)).body).toEqual(no);
  });

  it('is found by its id in any case', async () => {
    const consent = registration();
    await ask('register-extended-consent', consent);
    const again = await ask('register-extended-consent', {
      ...consent,
      assertionId: consent.assertionId.toUpperCase(),
    });
    expect([again.status, codeOf(again)]).toEqual([409, 'ALREADYEXISTS']);
    expect(
      (await ask('cancel-extended-consent', cancellation(consent.assertionId.toUpperCase()))).status,
    ).toBe(200);
  });

  it('has one winner when many register it at once', async () => {
    const consent = registration();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask('register-extended-consent', consent)),
    );
    expect(answers.map(codeOf).sort()).toEqual([...Array<string>(19).fill('ALREADYEXISTS'), 'OK']);
  });

  it('has one winner when it is cancelled and deleted at once', async () => {
    const consent = registration();
    await ask('register-extended-consent', consent);
    const answers = await Promise.all([
      ask('cancel-extended-consent', cancellation(consent.assertionId)),
      ask('delete-extended-consent', { assertionId: consent.assertionId, deletionAction: action }),
    ]);
    expect(answers.map(codeOf).sort()).toEqual(['INVALIDSTATE', 'OK']);
  });

  it('is refused when it would end before it starts, with the element at fault', async () => {
    const answer = await ask('register-extended-consent', registration({ endDate: '2020-01-01T00:00:00' }));
    const message = 'Valideringsfel: angivet datumspann är ogiltigt';
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      result: { resultCode: 'VALIDATION_ERROR', resultText: message },
      errors: [{ element: 'endDate', message }],
    });
  });
});

describe('positions', () => {
  it('grow with the ledger, and an answer is never older than the one asked for', async () => {
    const written = await ask('register-extended-consent', registration());
    const position = written.headers.get('x-ledger-position')!;
    const answer = await ask('check-consent', check, { 'x-ledger-min-position': position });
    expect(Number(answer.headers.get('x-ledger-position'))).toBeGreaterThanOrEqual(Number(position));
  });

  it('after the end of the log are a fault of the caller, answered at once', async () => {
    const begun = performance.now();
    const answer = await ask('check-consent', check, { 'x-ledger-min-position': '999999999' });
    expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: 'invalid-header' })]);
    expect(performance.now() - begun).toBeLessThan(Number(patientSettings.READ_DEADLINE_MS) / 2);
  });
});

describe('a caller bound to care providers, in another process on the same ledger', () => {
  let bound: SpawnedService;
  const own = registration({ careProviderId: otherProviderId });
  const foreign = registration();

  beforeAll(async () => {
    const directory = service.dataDirectory;
    await ask('register-extended-consent', own);
    await ask('register-extended-consent', foreign);
    bound = await spawnService({ DATA_DIR: directory, CALLER_CARE_PROVIDERS: otherProviderId });
  });
  afterAll(() => bound.end('SIGTERM'));

  const denied = {
    resultCode: 'ACCESSDENIED',
    resultText: 'Behörighet saknas för att utföra begärd handling',
  };

  it.each([
    ['register-extended-consent', registration(), { result: denied }],
    ['check-consent', check, { checkResult: { result: denied, hasConsent: false } }],
    [
      'get-consents-for-patient',
      { careProviderId, patientId },
      { getConsentsResult: { result: denied, pdlAssertions: [] } },
    ],
  ])('is denied %s for another one', async (contract, body, expected) => {
    const answer = await call(bound.url, contract, body);
    expect([answer.status, answer.body]).toEqual([403, expected]);
  });

  it("is answered another one's consent as one that does not exist", async () => {
    const answer = await call(bound.url, 'cancel-extended-consent', cancellation(foreign.assertionId));
    expect([answer.status, codeOf(answer)]).toEqual([404, 'NOTFOUND']);
  });

  it('acts for its own', async () => {
    expect((await call(bound.url, 'cancel-extended-consent', cancellation(own.assertionId))).status).toBe(
      200,
    );
  });

  it('gets its part of a patient’s consents, and is told so', async () => {
    const answer = await call(bound.url, 'get-all-extended-consents-for-patient', {
      patientId,
      getCancelledFlag: true,
    });
    const { result, pdlAssertions } = (answer.body as never)['getExtendedConsentsResult'] as {
      result: { resultCode: string };
      pdlAssertions: { pDLAssertion: { careProviderId: string } }[];
    };
    expect([answer.status, result.resultCode]).toEqual([200, 'INFO']);
    expect(new Set(pdlAssertions.map((consent) => consent.pDLAssertion.careProviderId))).toEqual(
      new Set([otherProviderId]),
    );
  });
});

describe('what is no answer of a contract', () => {
  const large = JSON.stringify({ assertionId: 'x'.repeat(1024 * 1024) });

  it.each<[string, Parameters<typeof send>, number, string]>([
    ['malformed JSON', ['/v2/check-consent', '{"patientId":'], 400, 'malformed-json'],
    ['an empty body', ['/v2/check-consent', ''], 400, 'malformed-json'],
    [
      'another media type',
      ['/v2/check-consent', '<a/>', { headers: { 'content-type': 'text/xml' } }],
      415,
      'unsupported-media-type',
    ],
    [
      'plain text',
      ['/v2/check-consent', 'a', { headers: { 'content-type': 'text/plain' } }],
      415,
      'unsupported-media-type',
    ],
    [
      'a form',
      ['/v2/check-consent', 'a=1', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
      415,
      'unsupported-media-type',
    ],
    ['a body over 1 MiB', ['/v2/register-extended-consent', large], 413, 'body-too-large'],
    ['an unknown path', ['/v2/191212121212', '{}'], 404, 'unknown-path'],
    ['a broken address', ['/v2/%zz', '{}'], 400, 'bad-request'],
    ['a query by GET', ['/v2/check-consent', undefined, { method: 'GET' }], 405, 'method-not-allowed'],
    [
      'a position that is none',
      ['/v2/check-consent', JSON.stringify(check), jsonWith('x-ledger-min-position', '-1')],
      400,
      'invalid-header',
    ],
    [
      'a personal identity in a header',
      [
        '/v2/check-consent',
        JSON.stringify(check),
        jsonWith('x-rivta-acting-on-behalf-of-hsaid', '191212121212'),
      ],
      400,
      'invalid-header',
    ],
  ])('is a problem: %s', async (_name, request, status, code) => {
    const response = await send(...request);
    const problem = (await response.json()) as Record<string, unknown>;
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect(problem).toEqual({
      type: `/problems/${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      code,
      error: problems[code as ProblemCode].error,
      eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(await (await fetch(service.url + (problem.type as string))).json()).toMatchObject({ status });
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'is a validation error when it has an element %s',
    async (name) => {
      const response = await send('/v2/check-consent', `{"${name}":{"prototype":{}}}`);
      const { errors } = (await response.json()) as { errors: object[] };
      expect(errors).toContainEqual({ element: name, message: `Valideringsfel: okänt element ${name}` });
    },
  );

  it('is a validation error when it is JSON but no object', async () => {
    const response = await send('/v2/check-consent', '[]');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      checkResult: { result: { resultCode: 'VALIDATION_ERROR' }, hasConsent: false },
    });
  });

  function jsonWith(name: string, value: string): RequestInit {
    return { headers: { 'content-type': 'application/json', [name]: value } };
  }
});

describe('the correlation id', () => {
  const header = 'x-skltp-correlation-id';

  it('comes back as it was sent, or is made', async () => {
    expect((await ask('check-consent', check, { [header]: 'abc-123' })).headers.get(header)).toBe('abc-123');
    expect((await ask('check-consent', check)).headers.get(header)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is replaced when it is a personal identity', async () => {
    const answer = await ask('check-consent', check, { [header]: '191212121212' });
    expect(answer.headers.get(header)).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('health', () => {
  it('tells that it lives, and how far each read model has come', async () => {
    await ask('register-extended-consent', registration());
    expect(await (await fetch(`${service.url}/health/live`)).json()).toEqual({ status: 'up' });
    const ready = (await (await fetch(`${service.url}/health/ready`)).json()) as { ledger: { head: number } };
    const { head } = ready.ledger;
    expect(ready).toEqual({
      status: 'up',
      ledger: { reachable: true, writable: true, head: expect.any(Number) },
      readModels: ['check', 'patient', 'care-provider'].map((name) => ({ name, position: head, lag: 0 })),
    });
  });

  it('counts requests and appends', async () => {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(
      /consent_requests_total\{contract="RegisterExtendedConsent",door="json",result="OK"\} [1-9]/,
    );
    expect(metrics).toMatch(/consent_appends_total\{outcome="appended"\} [1-9]/);
    expect(metrics).toMatch(/consent_read_model_lag\{read_model="check"\} \d/);
    expect(metrics).toMatch(/consent_read_model_position\{read_model="check"\} [1-9]/);
  });
});

describe('the documentation', () => {
  it('shows an example for every contract that works, in the order of the page', async () => {
    const fresh = await startInProcess();
    const answers: [string, number][] = [];
    const undocumented: string[] = [];
    for (const { path, responses, examples } of await documentedUnder(fresh.url, 'Consents')) {
      for (const example of examples) {
        const answer = await call(fresh.url, path.replace('/v2/', ''), example);
        answers.push([path.replace('/v2/', ''), answer.status]);
        if (!(answer.status in responses)) undocumented.push(path);
      }
    }
    await fresh.close();
    expect(undocumented).toEqual([]);
    expect(answers).toEqual([
      ['register-extended-consent', 201],
      ['register-extended-consent', 201],
      ['check-consent', 200],
      ['get-consents-for-patient', 200],
      ['get-extended-consents-for-patient', 200],
      ['get-all-extended-consents-for-patient', 200],
      ['get-consents-for-care-provider', 200],
      ['end-consent-by-patient', 200],
      ['cancel-extended-consent', 200],
      ['delete-extended-consent', 200],
      ['check-consents', 200],
      ['get-consent-changes', 200],
      ['get-consent-snapshot', 200],
      ['create-webhook', 200],
      ['get-webhooks', 200],
      ['rotate-webhook-secret', 200],
      ['redeliver-webhook-messages', 200],
      ['remove-webhook', 200],
    ]);
  });

  it('is where a browser comes to that opens the service', async () => {
    const root = await fetch(`${service.url}/`, { redirect: 'manual' });
    expect([root.status, root.headers.get('location')]).toEqual([302, '/docs']);
  });

  it('is a page', async () => {
    const page = await fetch(`${service.url}/docs`);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
  });
});
