import { createValidator } from '#contracts';
import { problems, type ProblemCode } from '../../apps/api/src/contract/error-table';
import { contracts, jsonOnly } from '../../apps/api/src/contracts';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import {
  documentAt,
  documentedCalls,
  isChange,
  operationsOf,
  send,
  type Operation,
} from './documented-calls';

/** What each refuses beside what every call does: NOTFOUND, and the codes of its conflicts. */
const REFUSALS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  registerExtendedConsent: ['ALREADYEXISTS'],
  endConsentByPatient: ['NOTFOUND', 'INVALIDSTATE'],
  cancelExtendedConsent: ['NOTFOUND', 'INVALIDSTATE'],
  deleteExtendedConsent: ['NOTFOUND', 'INVALIDSTATE'],
  createWebhook: ['ALREADYEXISTS', 'INVALIDSTATE'],
  getWebhooks: ['INVALIDSTATE'],
  rotateWebhookSecret: ['NOTFOUND', 'INVALIDSTATE'],
  redeliverWebhookMessages: ['NOTFOUND', 'INVALIDSTATE'],
  removeWebhook: ['NOTFOUND', 'INVALIDSTATE'],
};

/** Does not change anything, and is no question about consents. */
const LIST = 'getWebhooks';
const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** What FHIR has of these is in fhir.spec.ts. */
const isNotFhir = ({ tags }: Operation): boolean => tags[0] !== 'FHIR';

let service: InProcessService;
let operations: readonly Operation[];
beforeAll(async () => {
  service = await startInProcess();
  operations = operationsOf(await documentAt(service.url));
});
afterAll(() => service.close());

it('names its operations so that generated clients have words for them, each once', () => {
  const ids = operations.map(({ operationId }) => operationId);
  for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]+$/);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { name } of [...contracts, ...jsonOnly])
    expect(ids).toContain(name.charAt(0).toLowerCase() + name.slice(1));
});

it('shows what auditors ask behind all contracts', () => {
  const tags = operations.map(({ tags: [tag] }) => tag);
  expect(tags.lastIndexOf('Consents')).toBeLessThan(tags.indexOf('Audit'));
});

it('offers idempotency keys for changes, and for nothing else', () => {
  const changes = Object.keys(REFUSALS).filter((operationId) => operationId !== LIST);
  const ofConsents = operations.filter(({ tags }) => tags[0] === 'Consents');
  const named = (some: readonly Operation[]) => some.map(({ operationId }) => operationId).sort();
  expect(named(ofConsents.filter(isChange))).toEqual([...changes].sort());
  expect(named(ofConsents.filter(({ responses }) => '422' in responses))).toEqual([...changes].sort());
});

it('says of each contract what it refuses, and no more', () => {
  const codesIn = (text = '') => text.match(/\b(?:NOTFOUND|ALREADYEXISTS|INVALIDSTATE)\b/g) ?? [];
  const said = operations
    .filter(({ tags }) => tags[0] === 'Consents')
    .map(({ operationId, responses }) => [
      operationId,
      ['404', '409'].flatMap((status) => codesIn(responses[status]?.description)),
    ]);
  expect(Object.fromEntries(said.filter(([, codes]) => codes!.length > 0))).toEqual(REFUSALS);
  expect(
    operations.find(({ operationId }) => operationId === 'removeWebhook')!.responses['409']!.description,
  ).toBe('INVALIDSTATE: webhooks are off.');
});

it('describes every problem with its schema, and as it is', async () => {
  for (const { operationId, requestBody, responses } of operations.filter(isNotFhir)) {
    const statuses = Object.keys(responses);
    expect(statuses).toEqual(expect.arrayContaining(['400', '421', '431', '500', '503']));
    const ofBodies = ['413', '415'].filter((status) => statuses.includes(status));
    expect([operationId, ofBodies]).toEqual([operationId, requestBody ? ['413', '415'] : []]);
    expect('malformed-json' in (responses['400']!.content['application/problem+json']!.examples ?? {})).toBe(
      requestBody !== undefined,
    );
    expect([operationId, statuses.includes('403')]).toEqual([operationId, operationId !== 'checkConsents']);
    for (const [status, { content }] of Object.entries(responses)) {
      expect(Object.keys(content).length).toBeGreaterThan(0);
      const { schema, examples = {} } = content['application/problem+json'] ?? { schema: PROBLEM };
      expect(schema).toEqual(PROBLEM);
      for (const [code, { value }] of Object.entries(examples)) {
        expect(problems[code as ProblemCode].status).toBe(Number(status));
        const { eventId, ...described } = value as { eventId: string };
        expect(eventId).toMatch(/^[0-9a-f-]{36}$/);
        expect(await (await fetch(`${service.url}/problems/${code}`)).json()).toEqual(described);
      }
    }
  }
});

it('has requests that are in order, and described statuses for their answers', async () => {
  for (const { request, json } of [...contracts, ...jsonOnly])
    for (const example of Object.values(json.examples))
      expect(createValidator(request).validate(example)).toEqual([]);
});

it('shows examples that work in the order of the page, from a fresh start and its settings', async () => {
  const answers: string[] = [];
  for (const call of await documentedCalls(service.url)) {
    const { operationId, tags, responses } = operationOf(call);
    const { status, body } = await send(service.url, call);
    expect(Object.keys(responses)).toContain(String(status));
    answers.push(`${tags[0]} ${status}`);
    if (tags[0] === 'Audit')
      expect([operationId, body]).toMatchObject([operationId, { code: 'right-missing' }]);
  }
  expect([...new Set(answers)]).toEqual([
    ...['Consents 201', 'Consents 200', 'Audit 403'],
    ...['FHIR 200', 'FHIR 403'],
  ]);
});

it('shows examples for auditors that work where the right is given', async () => {
  const own = await startInProcess({ CALLER_RIGHTS: 'audit' });
  const audited: number[] = [];
  for (const call of await documentedCalls(own.url)) {
    const { status } = await send(own.url, call);
    if (operationOf(call).tags[0] === 'Audit') audited.push(status);
  }
  const { parameters } = operations.find(({ operationId }) => operationId === 'searchDecisionsByAddress')!;
  const asked = parameters!.map(({ name, schema }): [string, string] => [name, String(schema.example)]);
  audited.push((await fetch(`${own.url}/v2/decisions?${new URLSearchParams(asked).toString()}`)).status);
  await own.close();
  expect(audited.length).toBeGreaterThan(6);
  expect(new Set(audited)).toEqual(new Set([200]));
});

const operationOf = ({ operationId }: { readonly operationId: string }): Operation =>
  operations.find((operation) => operation.operationId === operationId)!;
