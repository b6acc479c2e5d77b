import { Writable } from 'node:stream';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { generateKeyPair, UnsecuredJWT } from 'jose';
import { createLogger, transports } from 'winston';
import { admittingTestPersons, createIdentityRegistry, standardKinds } from '#consent';
import { child, tolvan, visitor } from '#consent/given';
import { EmbeddedEventStore, StoreUnavailable } from '#event-store';
import { newId } from '#platform';
import { decodeSignOn, digestOfTicket, organisationsInFile, Tickets, ticketStream } from '#sign-on';
import { startInProcess, type InProcessService } from '../../../../test/support/in-process-service';
import { consentServiceAt } from '../consent-service';
import { openHealthIndicator, type HealthIndicatorParts } from './health-indicator';
import { RecordsSystemTokens } from './records-system-token';
import { AUDIENCE, TestIssuer, type TokenChange } from './given/test-issuer';

const PORTAL = 'SE165565594230-1P01';

const serviceAt = (url: string, timeoutMs?: number) => consentServiceAt({ url, portalId: PORTAL, timeoutMs });

const REGISTER = join(__dirname, '../../../../samples/registers/organisations.json');
const [HEART, , CLOSED] = (
  JSON.parse(readFileSync(REGISTER, 'utf8')) as { organisations: { number: string }[] }
).organisations.map(({ number }) => number) as [string, string, string];
const CARE_PROVIDER = 'SE165565594230-2000';
const LIFETIME = 3_600_000;
const KARI = '02836210088';
const UUID = /^[0-9a-f-]{36}$/;

let now: number;
let issuer: TestIssuer;
let service: InProcessService;
let folder: string;
let store: EmbeddedEventStore;
let logged: string[];
let server: FastifyInstance;
let url: string;

beforeAll(async () => {
  [issuer, service] = await Promise.all([TestIssuer.start(), startInProcess()]);
});
afterAll(async () => {
  await Promise.all([issuer.stop(), service.close()]);
});

beforeEach(async () => {
  now = Date.now();
  issuer.isDown = false;
  folder = await mkdtemp(join(tmpdir(), 'health-indicator-'));
  store = await EmbeddedEventStore.open(folder);
  await listen();
});
afterEach(async () => {
  await server.close();
  await store.close();
  await rm(folder, { recursive: true });
});

/** The real parts, but for those that a test takes another of. */
async function listen(others: Partial<HealthIndicatorParts> = {}): Promise<void> {
  logged = [];
  const stream = new Writable({
    write: (line: Buffer, _encoding, done) => {
      logged.push(line.toString());
      done();
    },
  });
  const clock = () => now;
  server = fastify();
  openHealthIndicator(server, {
    tokens: new RecordsSystemTokens({ issuer: issuer.url, audience: AUDIENCE }, clock),
    organisations: organisationsInFile(REGISTER),
    tickets: new Tickets(store, LIFETIME),
    consentService: serviceAt(service.url),
    identities: createIdentityRegistry(standardKinds.map(admittingTestPersons)),
    clock,
    log: createLogger({ transports: [new transports.Stream({ stream })] }),
    ...others,
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
}

async function listenWith(others: Partial<HealthIndicatorParts>): Promise<void> {
  await server.close();
  await listen(others);
}

const asked = { fnr: KARI, samtykke: 'HPMOTTATTSAMTYKKE' };

interface Call {
  readonly method?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function post({ method = 'POST', token, body = asked, headers = {} }: Call) {
  const response = await fetch(`${url}/v1/helseindikator`, {
    method,
    headers: {
      ...{ 'content-type': 'application/json', 'x-epj-system': 'ACME EHR 42.01' },
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(method !== 'GET' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  const eventId = response.headers.get('x-event-id');
  expect(eventId).toMatch(UUID);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return { status: response.status, answer, eventId: eventId!, headers: response.headers };
}

const call = async (change: Omit<Call, 'token'> = {}, organisation = HEART) =>
  post({ ...change, token: await issuer.token(organisation, now) });

/** Every refusal has the same four fields, and is logged under the event id that the caller was told. */
async function expectRefusal(
  calling: ReturnType<typeof post>,
  status: number,
  code: string,
): Promise<string> {
  const { answer, eventId, ...response } = await calling;
  expect({ status: response.status, ...answer }).toEqual({
    status,
    feilkode: code,
    brukermelding: expect.stringMatching(/^\p{Lu}.*\.$/u),
    utviklermelding: expect.stringMatching(/\.$/),
  });
  expect(logged.filter((line) => line.includes(eventId) && line.includes(code))).toHaveLength(1);
  return answer.utviklermelding as string;
}

async function register(assertionType: 'Consent' | 'Emergency', more: object = {}): Promise<void> {
  const action = {
    requestDate: '2026-03-02T07:58:00',
    requestedBy: { employeeId: 'SE165565594230-20A1' },
    registrationDate: '2026-03-02T07:59:00',
    registeredBy: { employeeId: 'SE165565594230-20B7' },
  };
  const { resultCode } = await serviceAt(service.url).register({
    ...{ assertionId: newId(), assertionType, scope: 'NationalLevel', patientId: tolvan },
    ...{ careProviderId: CARE_PROVIDER, careUnitId: 'SE165565594230-2001', registrationAction: action },
    ...more,
  });
  expect(resultCode).toBe('OK');
}

describe('a ticket', () => {
  it('is issued for the organisation, the patient and the ground, and kept as a digest', async () => {
    const { status, answer } = await call();
    expect(status).toBe(200);
    expect(answer).toEqual({
      status: 2,
      returTekst: 'Inget samtycke gäller hos vårdgivaren.',
      ticket: expect.stringMatching(/^[\w-]{43}$/),
    });
    const ticketDigest = digestOfTicket(answer.ticket as string);
    const kept = await store.readStream(ticketStream(ticketDigest));
    expect(kept.map((event) => decodeSignOn(event))).toEqual([
      {
        type: 'TicketIssued',
        ticketDigest,
        organisationNumber: HEART,
        patient: { root: '2.16.578.1.12.4.1.4.1', extension: KARI },
        basis: 'HPMOTTATTSAMTYKKE',
        recordsSystem: 'ACME EHR 42.01',
        expiresAt: now + LIFETIME,
        recordedAt: now,
      },
    ]);
  });

  it('is another one each time', async () => {
    const [first, second] = [await call(), await call()];
    expect(first.answer.ticket).not.toBe(second.answer.ticket);
    expect(first.eventId).not.toBe(second.eventId);
  });

  it.each([
    ['a Norwegian number', KARI, '2.16.578.1.12.4.1.4.1'],
    ['a D-number', '41817510033', '2.16.578.1.12.4.1.4.2'],
  ])('is for whoever has %s', async (_kind, fnr, root) => {
    const { answer } = await call({ body: { ...asked, fnr } });
    const [issued] = await store.readStream(ticketStream(digestOfTicket(answer.ticket as string)));
    expect(decodeSignOn(issued!)).toMatchObject({ patient: { root, extension: fnr } });
  });

  it.each([tolvan, child, visitor])('is for patients with identities of other kinds', async (patient) => {
    const { answer } = await call({ body: { ...asked, fnr: patient } });
    const [issued] = await store.readStream(ticketStream(digestOfTicket(answer.ticket as string)));
    expect(decodeSignOn(issued!)).toMatchObject({ patient });
  });

  it.each(['HPMOTTATTSAMTYKKE', 'HPAKUTT', 'HPUNNTAK'])('is issued on the ground %s', async (samtykke) => {
    expect((await call({ body: { ...asked, samtykke, legemiddelFraDato: '2021-06-11' } })).status).toBe(200);
  });

  it('leaves no identity and no ticket in the log', async () => {
    const { answer, eventId } = await call();
    await call({ body: { ...asked, fnr: `${KARI}0` } });
    expect(logged).toHaveLength(2);
    expect(logged[0]).toContain(eventId);
    expect(logged.join('')).not.toContain(KARI);
    expect(logged.join('')).not.toContain(answer.ticket);
  });
});

describe('the indicator', () => {
  const statusOf = async () => {
    now = Date.now();
    return (await call({ body: { ...asked, fnr: tolvan } })).answer.status;
  };

  it('follows the patient’s consents at the organisation’s care provider', async () => {
    await register('Consent', { careProviderId: 'SE165565594230-9000' });
    await register('Consent', { startDate: '2089-01-01T00:00:00' });
    expect(await statusOf()).toBe(2);
    await register('Emergency', { endDate: '2087-01-01T00:00:00' });
    expect(await statusOf()).toBe(4);
    await register('Consent', { endDate: '2088-01-01T00:00:00' });
    expect(await statusOf()).toBe(3);
    await register('Emergency', { endDate: '2087-01-01T00:00:00' });
    expect(await statusOf()).toBe(3);
  });
});

describe('a token', () => {
  const withToken = async (change: TokenChange) => post({ token: await issuer.token(HEART, now, change) });

  const changes: readonly [string, TokenChange][] = [
    ['of another issuer', { claims: { iss: 'https://id.example.com' } }],
    ['for another audience', { claims: { aud: 'urn:other' } }],
    ['that has expired', { claims: { exp: 1 } }],
    ['that holds for ever', { without: ['exp'] }],
    ['that is not valid yet', { claims: { nbf: 4_000_000_000 } }],
    ['that is an identity token', { typ: 'JWT' }],
    ['of no client', { without: ['client_id'] }],
    ['that is bound to a key', { claims: { cnf: { jkt: 'thumbprint' } } }],
    ['of no organisation', { without: ['helseid://claims/client/claims/orgnr_parent'] }],
    ['of something else', { claims: { 'helseid://claims/client/claims/orgnr_parent': 'abc' } }],
  ];

  it.each(changes)('%s proves nothing', async (_what, change) => {
    await expectRefusal(withToken(change), 401, 'KJF-000163');
  });

  it('signed by somebody else proves nothing', async () => {
    const { privateKey } = await generateKeyPair('PS256');
    await expectRefusal(withToken({ key: privateKey }), 401, 'KJF-000163');
  });

  it('that nobody signed proves nothing', async () => {
    const token = new UnsecuredJWT({ aud: AUDIENCE }).setIssuer(issuer.url).encode();
    await expectRefusal(post({ token }), 401, 'KJF-000163');
  });

  it('is needed', async () => {
    await expectRefusal(post({}), 401, 'KJF-000163');
    await expectRefusal(post({ headers: { authorization: 'Basic a:b' } }), 401, 'KJF-000163');
    await expectRefusal(post({ body: '{"fnr":' }), 401, 'KJF-000163');
    expect((await post({})).headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('names a unit where it names no legal entity', async () => {
    const claims = { 'helseid://claims/client/claims/orgnr_child': HEART };
    const parent = 'helseid://claims/client/claims/orgnr_parent';
    expect((await withToken({ claims, without: [parent] })).status).toBe(200);
  });

  it('cannot be looked at while the issuer is down, and can when it is back', async () => {
    await listenWith({});
    issuer.isDown = true;
    await expectRefusal(call(), 503, 'KJX-000001');
    expect(logged.join('')).toContain('What the issuer says of itself cannot be used.');
    issuer.isDown = false;
    expect((await call()).status).toBe(200);
  });
});

describe('is refused', () => {
  it('to an organisation that is unknown, or not active', async () => {
    await expectRefusal(call({}, '310009997'), 403, 'KJF-000013');
    await expectRefusal(call({}, CLOSED), 403, 'KJF-000022');
  });

  it.each([
    ['02836210089'],
    ['0283621008'],
    [''],
    [{ root: tolvan.root, extension: '191212121210' }],
    [{ root: '1.2.3', extension: KARI }],
  ])('for an identity that nobody can have', async (fnr) => {
    await expectRefusal(call({ body: { ...asked, fnr } }), 400, 'KJF-000016');
  });

  it('for a Norwegian test person where this installation takes none', async () => {
    expect((await call({ body: { ...asked, fnr: '15757610180' } })).status).toBe(200);
    await listenWith({ identities: createIdentityRegistry(standardKinds) });
    await expectRefusal(call({ body: { ...asked, fnr: '15757610180' } }), 400, 'KJF-000016');
  });

  it.each([
    ['no object', [], 'fnr, samtykke'],
    ['no patient', { samtykke: 'HPAKUTT' }, 'fnr'],
    ['half a patient', { ...asked, fnr: { root: tolvan.root } }, 'fnr'],
    ['a number for a text', { ...asked, fnr: 2836210088 }, 'fnr'],
    ['no ground', { fnr: KARI }, 'samtykke'],
    ['another ground', { ...asked, samtykke: 'HPNYFIKEN' }, 'samtykke'],
  ])('for %s, naming what is wrong', async (_what, body, named) => {
    const detail = await expectRefusal(call({ body }), 400, 'KJF-000018');
    expect(detail).toBe(`Missing or not valid: ${named}.`);
  });

  it.each(['', 'a'.repeat(129), `ACME for ${KARI}`])('to a system that is called %j', async (name) => {
    const detail = await expectRefusal(call({ headers: { 'x-epj-system': name } }), 400, 'KJF-000018');
    expect(detail).toContain('X-EPJ-System');
    expect(logged.join('')).not.toContain(KARI);
  });

  it.each([
    ['is not JSON', { body: '{"fnr":' }, 400, 'KJF-000101'],
    ['is empty', { body: '' }, 400, 'KJF-000101'],
    ['is too large', { body: { ...asked, more: 'a'.repeat(20_000) } }, 413, 'KJF-000107'],
    ['is of another type', { headers: { 'content-type': 'text/xml' } }, 415, 'KJF-000108'],
  ])('when the body %s', async (_what, change, status, code) => {
    await expectRefusal(call(change), status, code);
  });

  it.each(['GET', 'PUT', 'DELETE'])('by another method: %s', async (method) => {
    expect(await expectRefusal(call({ method }), 405, 'KJF-000018')).toContain('POST');
    await expectRefusal(post({ method }), 401, 'KJF-000163');
  });

  it('while the register of organisations is out, which is no no', async () => {
    await listenWith({ organisations: organisationsInFile(join(folder, 'gone.json')) });
    await expectRefusal(call(), 503, 'KJX-000004');
    expect(logged.join('')).toContain('RegisterUnavailable');
  });

  it('while the consent service is out, without a word of it', async () => {
    await listenWith({ consentService: serviceAt('http://127.0.0.1:9', 200) });
    expect(await expectRefusal(call(), 503, 'KJS-000004')).toBe('Something went wrong on our side.');
    expect(logged.join('')).toContain('ConsentServiceUnavailable');
  });

  it.each([
    [new StoreUnavailable('Full.'), 503, 'KJS-000002'],
    [new Error('Nobody thought of it.'), 500, 'KJS-000001'],
  ])('when the ticket cannot be kept', async (failure, status, code) => {
    await listenWith({ tickets: { issue: () => Promise.reject(failure) } });
    expect(await expectRefusal(call(), status, code)).toBe('Something went wrong on our side.');
    expect(logged.join('')).toContain(failure.message);
  });
});
