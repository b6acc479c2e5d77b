import { randomUUID } from 'node:crypto';
import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { inGroups } from '../support/in-groups';
import { say } from '../support/say';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import {
  contracts,
  examplesOf,
  identities,
  withIdentityEverywhere,
  type Examples,
} from './requests-with-identities';

let folder: TemporaryFolder;
let service: SpawnedService;
let examples: Examples;
let requests = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
  service = await spawnService({
    DATA_DIR: folder.path,
    LOG_LEVEL: 'debug',
    CALLER_RIGHTS: 'audit,explain',
  });
  examples = await examplesOf(service.url);
});
afterAll(async () => {
  await service.end('SIGTERM');
  await folder.remove();
});

async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  requests += 1;
  const answer = await fetch(service.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  await answer.text();
  return answer.status;
}

const ask = async (contract: string, body: object, headers?: Record<string, string>) =>
  post(`/v2/${contract}`, JSON.stringify(body), headers);

/** Everything written so far, once the line of a last request has come. */
async function written(): Promise<string> {
  const correlationId = randomUUID();
  await call(service.url, 'check-consent', {}, { 'x-skltp-correlation-id': correlationId });
  while (!service.log.some((line) => line.includes(correlationId) && line.includes('"request"')))
    await new Promise((resolve) => setTimeout(resolve, 10));
  return [...service.log, ...service.errors].join('\n');
}

afterEach(async () => {
  expect(identitiesIn(await written())).toEqual([]);
});

it('holds no identity after every good request, and what is refused for its state', async () => {
  const statuses: number[] = [];
  for (let round = 0; round < 2; round++)
    for (const [contract, body] of Object.entries(examples)) statuses.push(await ask(contract, body));
  expect(new Set(statuses)).toEqual(new Set([201, 200, 404, 409]));
});

it.each(contracts)('holds no identity typed into any element of %s', async (contract) => {
  const bodies = identities.flatMap((identity) => withIdentityEverywhere(examples[contract], identity));
  await inGroups(8, bodies, async (body) => {
    expect(await ask(contract, body)).toBeLessThan(500);
  });
});

const headers = [
  'x-skltp-correlation-id',
  'x-rivta-original-serviceconsumer-hsaid',
  'x-rivta-acting-on-behalf-of-hsaid',
  'x-vp-auth-cert',
  'x-ledger-min-position',
  'idempotency-key',
  'user-agent',
  'accept',
  'authorization',
  'cookie',
];

it.each(headers)('holds no identity sent in the header %s', async (name) => {
  for (const identity of identities)
    for (const value of [identity, `for-${identity}-2`])
      for (const [contract, body] of Object.entries(examples))
        expect(await ask(contract, body, { [name]: value })).not.toBe(500);
});

it.each(identities)('holds no %s from a body that is no JSON, or from an address', async (identity) => {
  const bodies = [`{"patientId": ${identity}x`, identity, `"${identity}"`, `[${identity}"]`, `{"${identity}`];
  for (const body of bodies) expect(await post('/v2/check-consent', body)).toBe(400);
  expect(await post(`/v2/${identity}`, '{}')).toBe(404);
  expect(await post(`/v2/check-consent/${identity}`, '{}')).toBe(404);
  expect(await post(`/${identity}?patient=${identity}`, '{}')).toBe(404);
  expect(await post(`/problems/${identity}`, '{}')).toBe(405);
  expect(await post(`/v2/check-consent?patient=${identity}`, '{}')).toBe(400);
  expect(await post(`/v2/%${identity}`, '{}')).toBeLessThan(500);
  expect(await post('/v2/check-consent', identity, { 'content-type': `text/${identity}` })).toBe(415);
});

it.each(identities)('holds no %s from the address of what auditors ask', async (identity) => {
  const named = encodeURIComponent(identity);
  for (const address of [
    `history/${named}`,
    `decisions?employeeId=${named}&correlationId=${named}&patientId=${named}`,
    `decisions?${named}=${named}`,
    `decisions?cursor=${named}&assertionId=${named}`,
  ]) {
    requests += 1;
    const answer = await fetch(`${service.url}/v2/${address}`);
    await answer.text();
    expect(answer.status).toBeLessThan(500);
  }
});

const parameterNames = [
  ...['patient:identifier', 'organization:identifier', 'status', '_format', '_cursor', 'x'],
  ...['date', 'entity', 'outcome', 'agent:Device.identifier'],
];

it.each(identities)('holds no %s from a request of FHIR', async (identity) => {
  const ofForm = { 'content-type': 'application/x-www-form-urlencoded' };
  for (const value of [identity, `urn:oid:1.2.752.129.2.1.3.1|${identity}`, `${identity}|${identity}`])
    for (const name of [...parameterNames, identity]) {
      const form = new URLSearchParams({ [name]: value }).toString();
      for (const type of ['Consent', 'AuditEvent']) {
        expect(await post(`/fhir/${type}/_search`, form, ofForm)).toBeLessThan(500);
        expect(await post(`/fhir/${type}/_search?${form}`, '', ofForm)).toBeLessThan(500);
      }
    }
  const parameter = [{ name: 'patient', valueIdentifier: { system: identity, value: identity } }];
  for (const body of [
    { resourceType: 'Parameters', parameter },
    { resourceType: identity, [identity]: [] },
  ])
    expect(await post('/fhir/Consent/$check', JSON.stringify(body))).toBe(400);
  for (const path of [
    `Consent/${identity}`,
    `Consent?patient:identifier=${identity}`,
    `AuditEvent/${identity}`,
    `AuditEvent?patient:identifier=${identity}`,
    `metadata?_format=${identity}`,
  ]) {
    requests += 1;
    const answer = await fetch(`${service.url}/fhir/${path}`);
    await answer.text();
    expect(answer.status).toBeLessThan(500);
  }
});

it('has a line for every request', async () => {
  const lines = (await written()).split('\n').filter((line) => line.includes('"message":"request"'));
  say('logs searched', { requests, lines: service.log.length });
  expect(lines.length).toBeGreaterThanOrEqual(requests);
});
