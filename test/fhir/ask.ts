import type { Resource } from './judge';
import { faultsOf } from './judge';

export interface FhirAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly resource: Resource;
}

/** The answer to a request, which must conform to the published definitions, whatever it is. */
async function answerOf(response: Response): Promise<FhirAnswer> {
  const text = await response.text();
  expect([text, response.headers.get('content-type')]).toEqual([
    text,
    'application/fhir+json; charset=utf-8',
  ]);
  const resource = JSON.parse(text) as Resource;
  expect([resource, faultsOf(resource)]).toEqual([resource, []]);
  const { status, headers } = response;
  return { status, headers, resource };
}

type Headed = Readonly<Record<string, string>>;

export const fhirGet = async (url: string, path: string, headers: Headed = {}): Promise<FhirAnswer> =>
  answerOf(await fetch(`${url}/fhir${path}`, { headers }));

/** Searches by a form in the body. */
export const fhirSearch = async (
  url: string,
  type: string,
  parameters: Headed,
  headers: Headed = {},
): Promise<FhirAnswer> =>
  answerOf(
    await fetch(`${url}/fhir/${type}/_search`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(parameters),
    }),
  );

export const fhirPost = async (
  url: string,
  path: string,
  body: unknown,
  headers: Headed = {},
): Promise<FhirAnswer> =>
  answerOf(
    await fetch(`${url}/fhir${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json', ...headers },
      body: JSON.stringify(body),
    }),
  );

interface Entry {
  readonly resource: Resource;
  readonly search: { readonly mode: string };
}

/** What a search found, without what the answer says of itself. */
export const matchesIn = ({ resource }: FhirAnswer): readonly Resource[] =>
  ((resource.entry ?? []) as Entry[])
    .filter(({ search }) => search.mode === 'match')
    .map((entry) => entry.resource);

export const identifierOf = ({ root, extension }: { root: string; extension: string }) => ({
  system: `urn:oid:${root}`,
  value: extension,
});

/** A person as a parameter of a search has it. */
export const tokenOf = ({ root, extension }: { root: string; extension: string }): string =>
  `urn:oid:${root}|${extension}`;

export const hsaIdentifier = (value: string) => ({ system: 'urn:oid:1.2.752.129.2.1.4.1', value });

export const toCheckByFhir = (patient: object, employee: string, careUnit: string, careProvider: string) => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'patient', valueIdentifier: patient },
    { name: 'employee', valueIdentifier: hsaIdentifier(employee) },
    { name: 'careUnit', valueIdentifier: hsaIdentifier(careUnit) },
    { name: 'careProvider', valueIdentifier: hsaIdentifier(careProvider) },
  ],
});
