import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person } from '../support/people';
import { fhirGet, fhirPost, identifierOf, toCheckByFhir } from './ask';

const place = ['SE165565594230-1A2B', 'SE165565594230-1001', 'SE165565594230-1000'] as const;
const question = toCheckByFhir(identifierOf(person(1)), ...place);
const [patient, ...others] = question.parameter;

let service: InProcessService;
beforeAll(async () => void (service = await startInProcess()));
afterAll(() => service.close());

const check = (body: unknown) => fhirPost(service.url, '/Consent/$check', body);

it('a check without a consent is no', async () => {
  const { status, headers, resource } = await check(question);
  expect([status, resource]).toEqual([
    200,
    { resourceType: 'Parameters', parameter: [{ name: 'hasConsent', valueBoolean: false }] },
  ]);
  expect(headers.get('x-skltp-correlation-id')).toMatch(/./);
});

const changed = (...parameter: readonly unknown[]) => ({ ...question, parameter });

it.each<[string, unknown]>([
  ['no resource', []],
  ['another resource', { resourceType: 'Consent' }],
  ['parameters that are no list', { resourceType: 'Parameters', parameter: {} }],
  ['a parameter that is none', changed(patient, ...others, null)],
  ['a parameter that there is not', changed(...question.parameter, { ...patient, name: 'guardian' })],
  ['a parameter twice', changed(patient, ...question.parameter)],
  ['a patient that is a text', changed({ name: 'patient', valueString: '191212121212' }, ...others)],
  [
    'a patient whose value is a number',
    changed({ name: 'patient', valueIdentifier: { system: 'x', value: 191212121212 } }, ...others),
  ],
  ['a rule of other systems', { ...question, implicitRules: 'https://guardian.example' }],
  [
    'an extension that changes it',
    changed({ ...patient, modifierExtension: [{ url: 'guardian' }] }, ...others),
  ],
  ['a second value', changed({ ...patient, valueString: 'guardian' }, ...others)],
  [
    'an identifier that is old',
    changed({ name: 'patient', valueIdentifier: { ...patient!.valueIdentifier, use: 'old' } }, ...others),
  ],
  [
    'an employee of another system',
    changed(patient, { ...others[0], valueIdentifier: { system: 'urn:oid:1.2.3', value: 'x' } }),
  ],
])('a check with %s is refused, and repeats nothing of it', async (_name, body) => {
  const { status, resource } = await check(body);
  expect(status).toBe(400);
  expect(resource).toMatchObject({
    resourceType: 'OperationOutcome',
    issue: [
      { code: 'invalid', details: { coding: [{ code: 'invalid-parameter' }, { code: 'KJF-000117' }] } },
    ],
  });
  expect(JSON.stringify(resource)).not.toMatch(/191212121212|guardian|1\.2\.3/);
});

it.each<[string, unknown, object]>([
  ['without a patient', changed(...others), { location: ['http.patient'] }],
  ['without an employee', changed(patient, ...others.slice(1)), {}],
])('a check %s is refused by the contract', async (_name, body, more) => {
  const { status, resource } = await check(body);
  expect(status).toBe(400);
  expect(resource.issue).toEqual([
    expect.objectContaining({
      code: 'value',
      details: expect.objectContaining({
        coding: [{ system: 'urn:consent-ledger:result-code', code: 'VALIDATION_ERROR' }],
      }),
      ...more,
    }),
  ]);
});

it('what is no JSON, or a form, is refused as such', async () => {
  const sent = async (type: string, body: string) =>
    (
      await fetch(`${service.url}/fhir/Consent/$check`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      })
    ).status;
  expect(await sent('application/fhir+json', '{')).toBe(400);
  expect(
    await sent('application/fhir+json', '{"resourceType":"Parameters","resourceType":"Parameters"}'),
  ).toBe(400);
  expect(await sent('application/x-www-form-urlencoded', 'a=b')).toBe(415);
});

it('the operation is described where the capability statement says', async () => {
  const { resource } = await fhirGet(service.url, '/metadata');
  const { rest } = resource as unknown as {
    rest: { resource: { operation: { definition: string }[] }[] }[];
  };
  const definition = rest[0]!.resource[0]!.operation[0]!.definition;
  const { pathname } = new URL(definition);
  expect((await fhirGet(service.url, pathname.replace('/fhir', ''))).resource).toMatchObject({
    resourceType: 'OperationDefinition',
    url: definition,
    code: 'check',
  });
});
