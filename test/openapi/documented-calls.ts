/** One operation of the OpenAPI document, as far as the tests read it. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly 'x-codeSamples': readonly { readonly label: string; readonly source: string }[];
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>;
  readonly method: string;
  readonly path: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: { readonly example?: string | boolean };
}

export type Content = Readonly<
  Record<string, { schema: object; examples?: Record<string, { value: object }> }>
>;

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Omit<Operation, 'method' | 'path'>>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** A call that the document shows: to one operation, with one of its examples. */
export interface DocumentedCall {
  readonly operationId: string;
  readonly summary: string;
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  /** The media type of the body. */
  readonly type?: string;
  /** Whether it changes a consent. */
  readonly isChange: boolean;
}

export const documentAt = async (url: string): Promise<OpenApiDocument> =>
  (await (await fetch(`${url}/docs-json`)).json()) as OpenApiDocument;

/** The operations in the order of the page. */
export const operationsOf = ({ paths }: OpenApiDocument): readonly Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );

/** Every call that the document shows, in the order of the page. */
export const documentedCalls = async (url: string): Promise<readonly DocumentedCall[]> =>
  operationsOf(await documentAt(url)).flatMap(callsOf);

const callsOf = (operation: Operation): readonly DocumentedCall[] => {
  const { operationId, method, responses, requestBody } = operation;
  const call = { operationId, method, path: addressOf(operation), isChange: isChange(operation) };
  const [sent] = Object.entries(requestBody?.content ?? {});
  if (!sent) return [{ ...call, summary: responses['200']!.description }];
  const [type, { examples = {} }] = sent;
  return Object.entries(examples).map(([summary, { value: body }]) => ({ ...call, summary, body, type }));
};

export const isChange = ({ parameters = [] }: Operation): boolean =>
  parameters.some(({ name }) => name === 'Idempotency-Key');

/** With the examples of the parameters in the path, and of one in the query: all together would find nothing. */
function addressOf({ path, parameters = [] }: Operation): string {
  const exampleOf = (name: string) => String(parameters.find((one) => one.name === name)?.schema.example);
  const address = path.replace(/\{(\w+)\}/g, (_whole, name: string) => exampleOf(name));
  const isAsked = parameters.some((one) => one.in === 'query' && one.name === 'careProviderId');
  return isAsked ? `${address}?careProviderId=${exampleOf('careProviderId')}` : address;
}

/** The same call with a mistake: its first element is too short for a UUID or empty, or a time is a word. */
export function mistaken(call: DocumentedCall): DocumentedCall {
  const { body, path } = call;
  if (!body) return { ...call, path: `${path}&from=yesterday` };
  const [[name, value]] = Object.entries(body) as [[string, unknown]];
  return { ...call, body: { ...body, [name]: name === 'assertionId' ? String(value).slice(0, -1) : '' } };
}

/** Sends the call to a running service. */
export async function send(
  url: string,
  { method, path, body, type }: DocumentedCall,
  headers: object = {},
): Promise<{ readonly status: number; readonly body: object }> {
  const response = await fetch(url + path, {
    method: method.toUpperCase(),
    headers: { ...(type !== undefined && { 'content-type': type }), ...headers },
    ...(body && { body: isForm(type) ? formOf(body) : JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as object };
}

export const isForm = (type: string | undefined): boolean => type === 'application/x-www-form-urlencoded';

const formOf = (body: object): string =>
  new URLSearchParams(Object.entries(body) as [string, string][]).toString();
