import { randomUUID } from 'node:crypto';
import { person } from '../support/people';
import { toCancel, toDelete, toRegister } from '../support/requests';
import { startRegistered, type RegisteredService } from '../callers/registered-service';
import { fhirGet, fhirSearch, matchesIn, tokenOf } from './ask';

const OWN = 'SE165565594230-1000';
const OTHER = 'SE165565594230-2000';
const UNIT = 'SE165565594230-1001';
const patientId = person(1);
const HSA = 'urn:oid:1.2.752.129.2.1.4.1';

let service: RegisteredService;
let url: string;
const ids = { unit: randomUUID(), cancelled: randomUUID(), deleted: randomUUID(), elsewhere: randomUUID() };

const register = async (assertionId: string, careProviderId: string, more: object = {}) => {
  const place = { patientId, careProviderId, careUnitId: UNIT };
  const answer = await service.call('all', 'register-extended-consent', toRegister(assertionId, place, more));
  expect(answer.status).toBe(201);
};

beforeAll(async () => {
  service = await startRegistered([
    { clientId: 'all' },
    { clientId: 'own', careProviders: [OWN] },
    { clientId: 'reader', rights: ['read'] },
  ]);
  url = service.url;
  await register(ids.unit, OWN, { employeeId: 'SE165565594230-1A2B', endDate: '2099-12-31T23:59:59' });
  await register(ids.cancelled, OWN);
  await register(ids.deleted, OWN);
  await register(ids.elsewhere, OTHER);
  await service.call('all', 'cancel-extended-consent', toCancel(ids.cancelled));
  await service.call('all', 'delete-extended-consent', toDelete(ids.deleted));
});
afterAll(() => service.close());

const search = async (client: string, parameters: Record<string, string>) =>
  fhirSearch(url, 'Consent', parameters, await service.proofOf(client));

const read = async (client: string, id: string) =>
  fhirGet(url, `/Consent/${id}`, await service.proofOf(client));

const idsIn = (answer: Awaited<ReturnType<typeof search>>) => matchesIn(answer).map(({ id }) => id);

const ofPatient = { 'patient:identifier': tokenOf(patientId) };

/** What an OperationOutcome says: its kind, its codes and its words. */
function issuesIn({ resource }: Awaited<ReturnType<typeof search>>) {
  const issues = resource.issue as {
    code: string;
    details: { text: string; coding: { code: string }[] };
    location?: string[];
  }[];
  return issues.map(({ code, details, location }) => ({
    code,
    codes: details.coding.map((one) => one.code),
    text: details.text,
    ...(location && { location }),
  }));
}

describe('a search', () => {
  it('finds all that a patient has, with the address of each and how many there are', async () => {
    const answer = await search('all', ofPatient);
    expect(answer.status).toBe(200);
    expect(idsIn(answer)).toEqual([ids.unit, ids.cancelled, ids.deleted, ids.elsewhere]);
    expect(answer.headers.get('x-ledger-position')).toMatch(/^\d+$/);
    expect(answer.resource).toMatchObject({
      total: 4,
      link: [{ relation: 'self', url: `${url}/fhir/Consent/_search` }],
      entry: [{ fullUrl: `${url}/fhir/Consent/${ids.unit}`, search: { mode: 'match' } }, {}, {}, {}],
    });
  });

  it.each([
    ['active', [ids.unit, ids.elsewhere]],
    ['inactive', [ids.cancelled]],
    ['entered-in-error', [ids.deleted]],
    ['active,inactive', [ids.unit, ids.cancelled, ids.elsewhere]],
  ])('finds what is %s', async (status, found) => {
    expect(idsIn(await search('all', { ...ofPatient, status }))).toEqual(found);
  });

  it.each(['organization:identifier', 'organization.identifier'])('finds those of one %s', async (name) => {
    expect(idsIn(await search('reader', { ...ofPatient, [name]: `${HSA}|${OTHER}` }))).toEqual([
      ids.elsewhere,
    ]);
    expect(idsIn(await search('reader', { ...ofPatient, [name]: OTHER.toLowerCase() }))).toEqual([
      ids.elsewhere,
    ]);
  });

  it('says so when it shows a part, and not how many there are', async () => {
    const answer = await search('own', ofPatient);
    expect(idsIn(answer)).toEqual([ids.unit, ids.cancelled, ids.deleted]);
    expect(answer.resource).not.toHaveProperty('total');
    expect((answer.resource.entry as object[]).at(-1)).toMatchObject({
      resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'incomplete' }] },
      search: { mode: 'outcome' },
    });
  });

  it('finds nothing of a person who has no consents', async () => {
    const answer = await search('all', { 'patient.identifier': tokenOf(person(2)) });
    expect(answer.resource).toMatchObject({ type: 'searchset', total: 0 });
    expect(answer.resource).not.toHaveProperty('entry');
  });

  it.each([
    ['by a caller without the right', 'reader', {}],
    ['at a care provider of others', 'own', { 'organization:identifier': OTHER }],
  ])('is refused %s', async (_name, client, more) => {
    const answer = await search(client, { ...ofPatient, ...more });
    expect(answer.status).toBe(403);
    expect(issuesIn(answer)).toMatchObject([{ code: 'forbidden', codes: ['ACCESSDENIED'] }]);
  });

  it.each([
    ['no patient', {}, 'Valideringsfel: patientId är obligatoriskt.'],
    [
      'a patient of no system',
      { 'patient:identifier': '191212121212' },
      'Valideringsfel: patientId.root är obligatoriskt.',
    ],
    [
      'a wrong check digit',
      { 'patient:identifier': 'urn:oid:1.2.752.129.2.1.3.1|191212121210' },
      'Ogiltigt format på personidentitet för angiven typ 1.2.752.129.2.1.3.1',
    ],
  ])('with %s is answered fault by fault, as at the JSON door', async (_name, parameters, text) => {
    const answer = await search('all', parameters);
    expect(answer.status).toBe(400);
    expect(issuesIn(answer)).toEqual([
      { code: 'value', codes: ['VALIDATION_ERROR'], text, location: ['http.patient:identifier'] },
    ]);
  });

  it.each([
    ['a parameter that there is not', { ...ofPatient, '191212121212': 'x' }],
    ['a status that there is not', { ...ofPatient, status: 'actve' }],
    ['a page of a size of its own', { ...ofPatient, _count: '10' }],
    ['a care provider of another system', { ...ofPatient, 'organization:identifier': 'urn:oid:1.2.3|x' }],
    ['a patient in two forms', { ...ofPatient, 'patient.identifier': tokenOf(patientId) }],
    ['an empty care provider', { ...ofPatient, 'organization:identifier': '' }],
    ['a care provider of a system alone', { ...ofPatient, 'organization.identifier': `${HSA}|` }],
    ['a blank patient', { 'patient:identifier': 'urn:oid:1.2.752.129.2.1.3.1| ' }],
  ])('with %s is refused, and repeats nothing of it', async (_name, parameters) => {
    const answer = await search('all', parameters);
    expect(answer.status).toBe(400);
    expect(issuesIn(answer)).toMatchObject([{ code: 'invalid', codes: ['invalid-parameter', 'KJF-000117'] }]);
    expect(JSON.stringify(answer.resource)).not.toMatch(/191212121212|actve|1\.2\.3/);
  });

  it.each(['GET', 'POST'])('in an address is refused by %s, and not repeated', async (method) => {
    const path = `/fhir/Consent${method === 'POST' ? '/_search' : ''}?patient:identifier=${patientId.extension}`;
    const response = await fetch(url + path, { method, headers: await service.proofOf('all') });
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ details: { coding: [{ code: 'search-in-address' }, { code: 'KJF-000116' }] } }],
    });
    expect(text).toContain('/_search');
    expect(text).not.toContain(patientId.extension);
  });
});

describe('a consent', () => {
  it('is read by its id as the search shows it', async () => {
    const found = matchesIn(await search('all', ofPatient));
    for (const resource of found)
      expect((await read('reader', String(resource.id))).resource).toEqual(resource);
    expect(found.map(({ status }) => status)).toEqual(['active', 'inactive', 'entered-in-error', 'active']);
  });

  it.each([
    ['of another care provider', () => ids.elsewhere],
    ['that there is not', () => randomUUID()],
    ['by what is no id', () => 'nothing'],
  ])('%s is an unknown one', async (_name, id) => {
    const answer = await read('own', id());
    expect(answer.status).toBe(404);
    expect(issuesIn(answer)).toMatchObject([{ code: 'not-found', codes: ['unknown-consent', 'KJF-000151'] }]);
  });

  it('is not answered from before a position that the caller demands', async () => {
    const demand = { ...(await service.proofOf('all')), 'x-ledger-min-position': '999999999' };
    const answer = await fhirGet(url, `/Consent/${ids.unit}`, demand);
    expect(answer.status).toBe(400);
    expect(issuesIn(answer)).toMatchObject([{ code: 'invalid', codes: ['invalid-header', 'KJF-000102'] }]);
  });

  it('is not read by a caller without a proof', async () => {
    const answer = await fhirGet(url, `/Consent/${ids.unit}`);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /);
    expect(issuesIn(answer)).toMatchObject([{ code: 'login', codes: ['not-authenticated', 'KJF-000114'] }]);
  });
});

describe('what is asked for', () => {
  it.each([
    [undefined, 200],
    ['', 200],
    ['application/fhir+json', 200],
    ['application/json', 200],
    ['text/html, */*;q=0.1', 200],
    ['application/fhir+json; fhirVersion=4.0', 200],
    ['application/fhir+json; fhirVersion=5.0', 406],
    ['application/fhir+xml', 406],
    ['application/json;q=0', 406],
    ['text/html', 406],
  ])('Accept: %s is answered %i', async (accept, status) => {
    const answer = await fhirGet(url, '/metadata', accept === undefined ? {} : { accept });
    expect(answer.status).toBe(status);
    if (status === 406) expect(issuesIn(answer)).toMatchObject([{ codes: ['not-acceptable', 'KJF-000118'] }]);
  });

  it.each([
    ['json', 200],
    ['application/fhir%2Bjson', 200],
    ['xml', 406],
    ['json&_format=json', 400],
  ])('_format=%s is answered %i', async (format, status) => {
    expect((await fhirGet(url, `/metadata?_format=${format}`, { accept: 'text/html' })).status).toBe(status);
  });

  it.each(['application/json', 'application/fhir+json', 'application/fhir+xml', 'text/plain'])(
    'a search in %s is refused',
    async (type) => {
      const response = await fetch(`${url}/fhir/Consent/_search`, {
        method: 'POST',
        headers: { 'content-type': type, ...(await service.proofOf('all')) },
        body: '{}',
      });
      expect([response.status, response.headers.get('content-type')]).toEqual([
        415,
        'application/fhir+json; charset=utf-8',
      ]);
    },
  );

  it('says what it can do', async () => {
    const { resource } = await fhirGet(url, '/metadata');
    expect(resource).toMatchObject({
      fhirVersion: '4.0.1',
      implementation: { url: `${url}/fhir` },
      rest: [
        {
          resource: ['Consent', 'AuditEvent'].map((type) => ({
            type,
            interaction: [{ code: 'read' }, { code: 'search-type' }],
          })),
        },
      ],
    });
  });
});
