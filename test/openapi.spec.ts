import { createValidator } from '#contracts';
import { problems, type ProblemCode } from '../apps/api/src/contract/error-table';
import { contracts, jsonOnly } from '../apps/api/src/contracts';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';

type Content = Readonly<Record<string, { schema: object; examples?: Record<string, { value: object }> }>>;

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string }[];
  readonly requestBody?: { content: Content };
  readonly responses: Readonly<Record<string, { readonly content: Content }>>;
}

interface Documented extends Operation {
  readonly method: string;
  readonly path: string;
}

const CHANGES = [
  'registerExtendedConsent',
  'endConsentByPatient',
  'cancelExtendedConsent',
  'deleteExtendedConsent',
];
const PROBLEM = { $ref: '#/components/schemas/Problem' };

async function operationsOf(service: InProcessService): Promise<Documented[]> {
  const { paths } = (await (await fetch(`${service.url}/docs-json`)).json()) as {
    paths: Record<string, Record<string, Operation>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, ...operation })),
  );
}

const examplesOf = ({ requestBody }: Operation): object[] =>
  Object.values(requestBody?.content['application/json']?.examples ?? {}).map(({ value }) => value);

let service: InProcessService;
let operations: Documented[];
beforeAll(async () => {
  service = await startInProcess();
  operations = await operationsOf(service);
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

it('offers idempotency keys, NOTFOUND and a conflict for changes, and for nothing else', () => {
  const named = (test: (operation: Documented) => boolean) =>
    operations
      .filter((operation) => operation.tags[0] === 'Consents' && test(operation))
      .map((one) => one.operationId);
  const takesKeys = ({ parameters = [] }: Operation) =>
    parameters.some(({ name }) => name === 'Idempotency-Key');
  expect(named(takesKeys)).toEqual(CHANGES);
  for (const status of ['404', '409', '422'])
    expect(named(({ responses }) => status in responses)).toEqual(CHANGES);
});

it('describes every problem with its schema, and as it is', async () => {
  for (const { operationId, responses } of operations) {
    const statuses = Object.keys(responses);
    expect(statuses).toEqual(expect.arrayContaining(['400', '413', '415', '421', '431', '500', '503']));
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
  const answers: [string, number][] = [];
  for (const { path, tags, responses, ...operation } of operations.filter(
    ({ method }) => method === 'post',
  )) {
    for (const example of examplesOf(operation as Documented)) {
      const { status, body } = await call(service.url, path.replace('/v2/', ''), example);
      expect(responses).toHaveProperty(String(status));
      answers.push([tags[0]!, status]);
      if (tags[0] === 'Audit') expect(body).toMatchObject({ code: 'right-missing' });
    }
  }
  const told = new Set(answers.map(([tag, status]) => `${tag} ${status}`));
  expect([...told]).toEqual(['Consents 201', 'Consents 200', 'Audit 403']);
});

it('shows examples for auditors that work where the right is given', async () => {
  const own = await startInProcess({ CALLER_RIGHTS: 'audit' });
  const statuses: number[] = [];
  for (const { path, ...operation } of operations.filter(({ method }) => method === 'post'))
    for (const example of examplesOf(operation))
      statuses.push((await call(own.url, path.replace('/v2/', ''), example)).status);
  await own.close();
  expect(statuses.slice(10).length).toBeGreaterThan(4);
  expect(new Set(statuses.slice(2))).toEqual(new Set([200]));
});
