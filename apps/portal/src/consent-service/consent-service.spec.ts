import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { careProvider, careUnit, doctor, nurse, otherCareProvider, tolvan } from '#consent/given';
import { makeKeyFile, newId, systemClock } from '#platform';
import { publicJwk } from '#sign-on';
import { startInProcess, type InProcessService } from '../../../../test/support/in-process-service';
import { portalErrorOf } from '../portal-errors/code-of';
import type { RegisterExtendedConsentDto } from '#contracts';
import { consentServiceAt, ConsentServiceUnavailable, ownTokens } from '.';

const PORTAL = 'SE165565594230-1P01';

const serviceAt = (url: string, timeoutMs?: number) => consentServiceAt({ url, portalId: PORTAL, timeoutMs });

const action = {
  requestDate: '2026-03-02T07:58:00',
  requestedBy: { employeeId: doctor },
  registrationDate: '2026-03-02T07:59:00',
  registeredBy: { employeeId: nurse },
  reasonText: 'Inför återbesök',
};

const registration = (
  assertionId: string,
  more: Partial<RegisterExtendedConsentDto> = {},
): RegisterExtendedConsentDto => ({
  assertionId,
  assertionType: 'Consent',
  scope: 'NationalLevel',
  patientId: tolvan,
  careProviderId: careProvider,
  careUnitId: careUnit,
  startDate: '2026-03-02T08:00:00',
  registrationAction: action,
  ...more,
});

describe('the real service', () => {
  let service: InProcessService;
  beforeAll(async () => void (service = await startInProcess()));
  afterAll(() => service.close());

  it('is told of consents, and tells of them, the ended ones too', async () => {
    const consents = serviceAt(service.url);
    const [cancelled, deleted] = [newId(), newId()];
    expect(await consents.register(registration(cancelled))).toStrictEqual({
      resultCode: 'OK',
      faults: [],
    });
    await consents.register(registration(deleted, { employeeId: doctor, endDate: '2099-01-01T00:00:00' }));
    expect((await consents.cancel(cancelled, action)).resultCode).toBe('OK');
    expect((await consents.delete(deleted, action)).resultCode).toBe('OK');
    const { consents: told, isPart } = await consents.consentsOf(tolvan, careProvider);
    expect(isPart).toBe(false);
    expect(told.map(({ pDLAssertion }) => pDLAssertion.assertionId)).toStrictEqual([cancelled, deleted]);
    expect(told[0]).toMatchObject({ registrationInfo: action, cancellationInfo: action });
    expect(told[1]).toMatchObject({ pDLAssertion: { employeeId: doctor }, deletionInfo: action });
    expect((await consents.consentsOf(tolvan, otherCareProvider)).consents).toStrictEqual([]);
  });

  it('moves the end of a consent', async () => {
    const consents = serviceAt(`${service.url}/`);
    const assertionId = newId();
    await consents.register(registration(assertionId, { careProviderId: otherCareProvider }));
    const endDateTime = '2098-06-30T23:59:59';
    const outcome = await consents.endByPatient({ assertionId, patientId: tolvan, endDateTime }, doctor);
    expect(outcome.resultCode).toBe('OK');
    const [told] = (await consents.consentsOf(tolvan, otherCareProvider)).consents;
    expect(told?.pDLAssertion.endDate).toBe(endDateTime);
  });

  it('names the faults of a request one by one', async () => {
    const faulty = registration(newId(), {
      endDate: 'imorgon',
      representedBy: { root: '1.2', extension: '3' },
    });
    const { resultCode, faults } = await serviceAt(service.url).register(faulty);
    expect(resultCode).toBe('VALIDATION_ERROR');
    expect(faults.map(({ element }) => element)).toStrictEqual(['representedBy.root', 'endDate']);
  });

  it('refuses to end what has ended, and what is not there', async () => {
    const consents = serviceAt(service.url);
    const assertionId = newId();
    await consents.register(registration(assertionId));
    await consents.cancel(assertionId, action);
    expect((await consents.cancel(assertionId, action)).resultCode).toBe('INVALIDSTATE');
    expect((await consents.delete(newId(), action)).resultCode).toBe('NOTFOUND');
    expect((await consents.register(registration(assertionId))).resultCode).toBe('ALREADYEXISTS');
  });

  it('refuses a question that is no question', async () => {
    const asked = serviceAt(service.url).consentsOf(tolvan, '');
    await expect(asked).rejects.toThrow(ConsentServiceUnavailable);
  });
});

it('says of a care provider that the portal may not act for that it has no access', async () => {
  const service = await startInProcess({ CALLER_CARE_PROVIDERS: otherCareProvider });
  const asked = serviceAt(service.url).consentsOf(tolvan, careProvider);
  const error: unknown = await asked.catch((failure: unknown) => failure);
  expect(portalErrorOf(error).code).toBe('KJF-000022');
  await service.close();
});

it('says that a list is a part where a patient has very many consents', async () => {
  const service = await startInProcess();
  const consents = serviceAt(service.url);
  const ids = Array.from({ length: 501 }, newId);
  for (const id of ids) await consents.register(registration(id));
  const list = await consents.consentsOf(tolvan, careProvider);
  expect(list.isPart).toBe(true);
  expect(list.consents.map(({ pDLAssertion }) => pDLAssertion.assertionId)).toStrictEqual(ids.slice(1));
  await service.close();
});

describe('a service with a register of callers', () => {
  let folder: string;
  let service: InProcessService;
  const keyFile = (name: string): KeyObject => {
    const path = join(folder, name);
    makeKeyFile(path);
    return createPrivateKey(readFileSync(path));
  };
  const provedBy = (key: KeyObject, clock = systemClock) =>
    consentServiceAt({
      url: service.url,
      portalId: PORTAL,
      token: ownTokens({ key, portalId: PORTAL, audience: 'consent-ledger', clock }),
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portal-key-'));
    const key = keyFile('portal.pem');
    const jwk = await publicJwk(key);
    const issuer = { issuer: PORTAL, audience: 'consent-ledger', algorithms: ['ES256'] };
    const tokens = [{ issuer: PORTAL, clientId: PORTAL }];
    const caller = {
      systemId: PORTAL,
      name: 'Portal',
      tokens,
      careProviders: 'all',
      rights: ['read', 'write'],
    };
    const register = { issuers: [{ ...issuer, jwks: { keys: [jwk] } }], callers: [caller] };
    await writeFile(join(folder, 'callers.json'), JSON.stringify(register));
    service = await startInProcess({ CALLERS_FILE: join(folder, 'callers.json') });
  });
  afterAll(async () => {
    await service.close();
    await rm(folder, { recursive: true });
  });

  it('knows the portal by its key, also when its first token has ended', async () => {
    let now = Date.now() - 100_000;
    const consents = provedBy(keyFile('portal.pem'), () => now);
    expect((await consents.register(registration(newId()))).resultCode).toBe('OK');
    now += 200_000;
    expect((await consents.consentsOf(tolvan, careProvider)).consents).toHaveLength(1);
  });

  it('does not know it without one, or by another', async () => {
    for (const consents of [serviceAt(service.url), provedBy(keyFile('other.pem'))])
      await expect(consents.consentsOf(tolvan, careProvider)).rejects.toThrow('status 401');
  });
});

describe('is unavailable', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });

  const silence = { status: 0, type: '', body: '' };
  const problem = { status: 503, type: 'application/problem+json', body: '{"eventId":"e-1"}' };

  const answering = async ({ status, type, body }: typeof problem): Promise<string> => {
    server = createServer((_request, response) => {
      if (status > 0) response.writeHead(status, { 'content-type': type }).end(body);
    });
    await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  it.each([
    ['it says nothing', silence, 'does not answer'],
    ['it has a problem', problem, 'status 503, event e-1'],
    ['another answers in its place', { status: 200, type: 'text/html', body: '<p>Hej</p>' }, 'status 200'],
    ['it answers no contract', { status: 200, type: 'application/json', body: '{}' }, 'without a result'],
    ['it sends elsewhere', { status: 302, type: 'text/plain', body: '' }, 'does not answer'],
  ])('when %s', async (_when, answer, message) => {
    const consents = serviceAt(await answering(answer), answer === silence ? 300 : 60_000);
    await expect(consents.cancel(newId(), action)).rejects.toThrow(ConsentServiceUnavailable);
    await expect(consents.consentsOf(tolvan, careProvider)).rejects.toThrow(message);
  });

  it('when nobody listens', async () => {
    const url = await answering(problem);
    server!.close();
    server!.closeAllConnections();
    await expect(serviceAt(url).cancel(newId(), action)).rejects.toThrow('does not answer');
  });
});
