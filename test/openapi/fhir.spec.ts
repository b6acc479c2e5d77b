import { routesOf, type Route } from '../callers/routes';
import { faultsOf, type Resource } from '../fhir/judge';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { documentAt, operationsOf, type Operation } from './documented-calls';

const FHIR_JSON = 'application/fhir+json';

let service: InProcessService;
let routes: readonly Route[];
let operations: readonly Operation[];
beforeAll(async () => {
  [service, routes] = await routesOf(() => startInProcess());
  operations = operationsOf(await documentAt(service.url)).filter(({ tags }) => tags.includes('FHIR'));
});
afterAll(() => service.close());

/** A search by GET is there to be refused. */
const isRefusal = ({ method, url }: Route): boolean => method === 'GET' && /^\/fhir\/[A-Z]\w+$/.test(url);

it('the document has everything that is at the FHIR door, and nothing else', () => {
  const there = routes.filter((route) => route.url.startsWith('/fhir/') && !isRefusal(route));
  expect(there.length).toBeGreaterThan(6);
  expect(operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(
    there.map(({ method, url }) => `${method} ${url.replace(':id', '{id}')}`).sort(),
  );
});

it('every answer that it shows conforms to R4, also what goes wrong', () => {
  for (const { operationId, responses } of operations) {
    for (const [status, { content }] of Object.entries(responses)) {
      expect([operationId, status, Object.keys(content)]).toEqual([operationId, status, [FHIR_JSON]]);
      for (const { value } of Object.values(content[FHIR_JSON]!.examples ?? {}))
        expect([operationId, status, faultsOf(value as Resource)]).toEqual([operationId, status, []]);
    }
  }
});

interface Form {
  readonly properties: Readonly<Record<string, object>>;
}

it('a search takes the parameters that the capability statement lists', async () => {
  const { rest } = (await (await fetch(`${service.url}/fhir/metadata`)).json()) as {
    rest: { resource: { type: string; searchParam: { name: string }[] }[] }[];
  };
  for (const { type, searchParam } of rest[0]!.resource) {
    const { requestBody } = operations.find(({ path }) => path === `/fhir/${type}/_search`)!;
    const { schema } = requestBody!.content['application/x-www-form-urlencoded']!;
    expect(Object.keys((schema as Form).properties)).toEqual(searchParam.map(({ name }) => name));
  }
});
