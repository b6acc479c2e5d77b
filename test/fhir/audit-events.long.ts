import { randomUUID } from 'node:crypto';
import { startRegistered, type RegisteredService } from '../callers/registered-service';
import { person } from '../support/people';
import { toCheck, toRegister } from '../support/requests';
import {
  fhirGet,
  fhirSearch,
  hsaIdentifier,
  identifierOf,
  matchesIn,
  toCheckByFhir,
  tokenOf,
  fhirPost,
} from './ask';
import { profileFaults } from './audit-profile';
import type { Resource } from './judge';

const OWN = 'SE165565594230-1000';
const OTHER = 'SE165565594230-2000';
const [UNIT, OTHER_UNIT] = ['SE165565594230-1001', 'SE165565594230-1002'];
const [DOCTOR, NURSE] = ['SE165565594230-1A2B', 'SE165565594230-1A2C'];
const HSA = 'urn:oid:1.2.752.129.2.1.4.1';
const [patientId, another] = [person(1), person(2)];
const assertionId = randomUUID();

let service: RegisteredService;
let url: string;

const place = { patientId, careProviderId: OWN, careUnitId: UNIT };

/** The checks, in their order, each with who asked. */
const checks = [
  { by: 'own', body: toCheck(place, DOCTOR) },
  { by: 'own', body: toCheck({ ...place, careUnitId: OTHER_UNIT }, NURSE) },
  { by: 'all', body: toCheck({ ...place, patientId: another, careProviderId: OTHER }, DOCTOR) },
  { by: 'own', body: toCheck({ ...place, careProviderId: OTHER }, DOCTOR) },
] as const;
const [YES, NO, ELSEWHERE, DENIED] = [0, 1, 2, 3];

beforeAll(async () => {
  service = await startRegistered([
    { clientId: 'all', systemId: 'SE165565594230-ALL' },
    { clientId: 'own', systemId: 'SE165565594230-OWN', careProviders: [OWN] },
    { clientId: 'reader', rights: ['read'] },
  ]);
  url = service.url;
  await service.call('all', 'register-extended-consent', toRegister(assertionId, place));
  for (const [index, { by, body }] of checks.entries())
    await service.call(by, 'check-consent', body, { 'x-skltp-correlation-id': `check-${index}` });
  await fhirPost(url, '/Consent/$check', toCheckByFhir(identifierOf(person(9)), DOCTOR, UNIT, OTHER), {
    ...(await service.proofOf('all')),
    'x-skltp-correlation-id': 'check-9',
  });
});
afterAll(() => service.close());

const search = async (client: string, parameters: Record<string, string> = {}) =>
  fhirSearch(url, 'AuditEvent', { date: 'ge1950-01-01', ...parameters }, await service.proofOf(client));

const read = async (client: string, id: string) =>
  fhirGet(url, `/AuditEvent/${id}`, await service.proofOf(client));

interface Detailed {
  readonly detail?: readonly { readonly type: string; readonly valueString: string }[];
}

const detailOf = ({ entity }: Resource, name: string): string | undefined =>
  (entity as Detailed[]).flatMap(({ detail = [] }) => detail).find(({ type }) => type === name)?.valueString;

/** Which of the checks were found. */
const found = (answer: Awaited<ReturnType<typeof search>>) =>
  matchesIn(answer).map((resource) => Number(detailOf(resource, 'correlation-id')!.replace('check-', '')));

const codesIn = ({ resource }: Awaited<ReturnType<typeof search>>) =>
  (resource.issue as { details: { coding: { code: string }[] } }[]).map(
    ({ details }) => details.coding[0]!.code,
  );

describe('the record of a check', () => {
  const all = async () => matchesIn(await search('all', { _sort: 'date' })).slice(0, checks.length);

  it('is as IHE’s profile for decisions by consent says, whatever was answered', async () => {
    const resources = await all();
    expect(resources).toHaveLength(checks.length);
    for (const resource of resources) expect([resource, profileFaults(resource)]).toEqual([resource, []]);
  });

  it('what the profile demands is missed when it is not there', async () => {
    const [{ agent, entity, ...more }] = (await all()) as [Resource & { agent: object[]; entity: object[] }];
    expect(profileFaults({ ...more, agent: agent.slice(1), entity })).toEqual([
      expect.stringContaining('110150'),
    ]);
    expect(profileFaults({ ...more, agent, entity: entity.slice(0, 1) })).toEqual([
      'There must be a consent.',
    ]);
    expect(profileFaults({ ...more, agent, entity, action: 'R' })).toEqual(['action']);
  });

  it('says who asked through which system, about which consent, and what came of it', async () => {
    const [yes, no, , denied] = await all();
    expect(yes).toMatchObject({
      outcome: '0',
      outcomeDesc: 'yes',
      purposeOfEvent: [{ coding: [{ code: 'TREAT' }] }],
      contained: [
        {
          id: 'recipient',
          practitioner: { identifier: hsaIdentifier(DOCTOR) },
          organization: { identifier: hsaIdentifier(UNIT) },
        },
      ],
      agent: [
        { who: { identifier: hsaIdentifier('SE165565594230-OWN') } },
        { who: { reference: '#recipient' } },
        { who: { identifier: hsaIdentifier(OWN) } },
        {},
      ],
      entity: [{}, { what: { reference: `Consent/${assertionId}` } }],
    });
    expect(no).toMatchObject({ outcome: '8', outcomeDesc: 'no' });
    expect(no).not.toHaveProperty('purposeOfEvent');
    expect(denied).toMatchObject({ outcome: '8', outcomeDesc: 'access denied: care-provider' });
    expect(detailOf(yes!, 'proof-kind')).toBe('token');
  });

  it('covers the patient as auditors see it at the JSON door', async () => {
    const [yes] = await all();
    const { body } = await service.call('all', 'decisions', { correlationId: 'check-0' });
    const [decision] = (body as { decisionsResult: { decisions: { patient: { extension: string } }[] } })
      .decisionsResult.decisions;
    expect(yes).toMatchObject({
      entity: [
        {
          what: {
            identifier: {
              system: `urn:oid:${patientId.root}`,
              _value: { extension: [{ valueCode: 'masked' }, { valueString: decision!.patient.extension }] },
            },
          },
        },
        {},
      ],
    });
    expect(JSON.stringify(await all())).not.toContain(patientId.extension);
  });

  it('is read by its id as the search shows it', async () => {
    for (const resource of await all())
      expect((await read('all', String(resource.id))).resource).toEqual(resource);
  });

  it('is of the door that the check came through', async () => {
    const [event] = matchesIn(await search('all', { 'patient:identifier': tokenOf(person(9)) }));
    expect(detailOf(event!, 'door')).toBe('fhir');
  });

  it.each([
    ['of another care provider', async () => String((await all())[ELSEWHERE]!.id)],
    ['that there is not', async () => '2026-03-02.0.0'],
    ['by what is no id', async () => 'nothing'],
  ])('%s is an unknown one', async (_name, id) => {
    const answer = await read('own', await id());
    expect([answer.status, codesIn(answer)]).toEqual([404, ['unknown-record']]);
  });
});

describe('a search for records', () => {
  it('ends before the time that it is given', async () => {
    const between = (before: string) =>
      new URLSearchParams([
        ['date', 'ge1950-01-01'],
        ['date', `lt${before}`],
      ]);
    const searchBefore = async (before: string) =>
      (
        (await (
          await fetch(`${url}/fhir/AuditEvent/_search`, {
            method: 'POST',
            headers: await service.proofOf('all'),
            body: between(before),
          })
        ).json()) as { entry?: object[] }
      ).entry?.length ?? 0;
    expect(await searchBefore('1951-01-01')).toBe(0);
    expect(await searchBefore('2099-01-01')).toBeGreaterThan(3);
  });

  it.each<[Record<string, string>, readonly number[]]>([
    [{ 'patient:identifier': tokenOf(patientId) }, [DENIED, NO, YES]],
    [{ 'patient.identifier': tokenOf(another) }, [ELSEWHERE]],
    [{ 'agent:PractitionerRole.practitioner:identifier': `${HSA}|${NURSE}` }, [NO]],
    [{ 'agent:PractitionerRole.organization:identifier': OTHER_UNIT }, [NO]],
    [{ 'agent:Organization.identifier': OTHER.toLowerCase() }, [9, DENIED, ELSEWHERE]],
    [{ 'agent:Device.identifier': 'SE165565594230-ALL' }, [9, ELSEWHERE]],
    [{ entity: `Consent/${assertionId.toUpperCase()}` }, [YES]],
    [{ outcome: '0' }, [YES]],
    [{ outcome: '8', 'agent:Organization.identifier': OWN }, [NO]],
    [{ outcome: '0,8', _sort: 'date', 'agent:Organization.identifier': OWN }, [YES, NO]],
    [{ date: 'ge2099-01-01T00:00:00Z', 'patient:identifier': tokenOf(another) }, []],
    [{ date: 'ge1950-01-01T00:00:00+01:00', 'patient:identifier': tokenOf(another) }, [ELSEWHERE]],
  ])('by %j finds what is meant', async (parameters, expected) => {
    const answer = await search('all', { ...parameters });
    expect([answer.status, found(answer)]).toEqual([200, expected]);
    expect(answer.resource).toMatchObject({ link: [{ url: `${url}/fhir/AuditEvent/_search` }] });
  });

  it('shows a caller its own care providers, and refuses to look at others', async () => {
    expect(found(await search('own', { 'patient:identifier': tokenOf(patientId) }))).toEqual([NO, YES]);
    const answer = await search('own', { 'agent:Organization.identifier': OTHER });
    expect([answer.status, codesIn(answer)]).toEqual([403, ['ACCESSDENIED']]);
  });

  it('is refused without the right to audit, as a look at one is', async () => {
    for (const answer of [await search('reader'), await read('reader', '2026-03-02.0.0')])
      expect([answer.status, codesIn(answer)]).toEqual([403, ['right-missing']]);
  });

  it.each([
    ['a parameter that there is not', { '191212121212': 'x' }],
    ['an outcome that there is not', { outcome: '4' }],
    ['a time that only says that it is equal', { date: '2026-03-02' }],
    ['a time at which it ends alone', { date: 'lt2099-01-01' }],
    ['what is no consent', { entity: 'Patient/191212121212' }],
    ['a system of another kind', { 'agent:Device.identifier': 'urn:oid:1.2.3|x' }],
    ['a cursor in the form', { _cursor: 'n.1.1.1.1.1' }],
    ['no consent', { entity: 'Consent/' }],
    ['a blank consent', { entity: 'Consent/ ' }],
    ['a patient without a number', { 'patient:identifier': 'urn:oid:1.2.752.129.2.1.3.1|' }],
    ['an empty patient', { 'patient.identifier': '' }],
    ['an empty employee', { 'agent:PractitionerRole.practitioner:identifier': `${HSA}|` }],
    ['a blank care unit', { 'agent:PractitionerRole.organization:identifier': ' ' }],
    ['a care provider of a system alone', { 'agent:Organization.identifier': `${HSA}|` }],
    ['a blank care provider', { 'agent:Organization.identifier': `${HSA}| ` }],
    ['an empty system', { 'agent:Device.identifier': '' }],
    ['a bar alone', { 'agent:Device.identifier': '|' }],
  ])('with %s is refused, and repeats nothing of it', async (_name, parameters) => {
    const answer = await search('all', parameters);
    expect([answer.status, codesIn(answer)]).toEqual([400, ['invalid-parameter']]);
    expect(JSON.stringify(answer.resource)).not.toMatch(/191212121212|1\.2\.3/);
  });

  it('with a time that there is not is answered fault by fault, and names the parameter', async () => {
    const answer = await search('all', { date: 'ge2026-02-30T00:00:00' });
    expect(answer.status).toBe(400);
    expect(answer.resource).toMatchObject({ issue: [{ code: 'value', location: ['http.date'] }] });
  });

  it.each(['GET /AuditEvent?', 'POST /AuditEvent/_search?', 'POST /AuditEvent/_search?_cursor=n.1&'])(
    'with a patient in the address is refused: %s',
    async (address) => {
      const [method, path] = address.split(' ') as [string, string];
      const response = await fetch(`${url}/fhir${path}patient:identifier=${patientId.extension}`, {
        method,
        headers: await service.proofOf('all'),
      });
      const text = await response.text();
      expect([response.status, text.includes('search-in-address')]).toEqual([400, true]);
      expect(text).not.toContain(patientId.extension);
    },
  );
});

it('a search with more than a page goes on where its link says, and each record is on one page', async () => {
  const many = 450;
  const questions = Array.from({ length: many }, () => toCheck({ ...place, patientId: person(7) }));
  await service.call('all', 'check-consents', { questions });
  const form = new URLSearchParams({ date: 'ge1950-01-01', 'patient:identifier': tokenOf(person(7)) });
  const ids: unknown[] = [];
  let next: string | undefined = `${url}/fhir/AuditEvent/_search`;
  let pages = 0;
  while (next !== undefined) {
    const response: Response = await fetch(next, {
      method: 'POST',
      headers: await service.proofOf('all'),
      body: form,
    });
    const { entry = [], link } = (await response.json()) as {
      entry?: { resource: Resource }[];
      link: { relation: string; url: string }[];
    };
    ids.push(...entry.map(({ resource }) => resource.id));
    pages += 1;
    next = link.find(({ relation }) => relation === 'next')?.url;
    expect(next ?? '').not.toContain(person(7).extension);
  }
  expect([pages, ids.length, new Set(ids).size]).toEqual([3, many, many]);
});
