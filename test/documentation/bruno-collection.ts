import { documentedCalls, isForm, type DocumentedCall } from '../openapi/documented-calls';
import { startInProcess } from '../support/in-process-service';

/** Where the collection is. */
export const BRUNO_FOLDER = 'samples/bruno';

const manifest = { version: '1', name: 'Consent ledger', type: 'collection' };

const environment = `vars {
  url: http://127.0.0.1:3000
}
`;

/** Every file of the collection of requests for Bruno, by its name in the folder: the calls that the OpenAPI document shows, in its order. */
export async function brunoCollection(): Promise<Readonly<Record<string, string>>> {
  const service = await startInProcess();
  const calls = await documentedCalls(service.url);
  await service.close();
  return {
    'bruno.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'environments/local.bru': environment,
    ...Object.fromEntries(calls.map((call, index) => [fileOf(call, index + 1), requestOf(call, index + 1)])),
  };
}

const fileOf = ({ operationId, summary }: DocumentedCall, number: number): string =>
  `${String(number).padStart(2, '0')}-${inKebabCase(operationId)}-${inKebabCase(summary)}.bru`;

const inKebabCase = (text: string): string =>
  text
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const requestOf = (
  { operationId, summary, method, path, body, type }: DocumentedCall,
  number: number,
): string =>
  [
    block('meta', [`name: ${operationId}: ${summary}`, 'type: http', `seq: ${number}`]),
    block(method, [`url: {{url}}${path}`, `body: ${KINDS[kindOf(body, type)]}`, 'auth: none']),
    ...headersOf(type),
    ...(body ? [block(`body:${kindOf(body, type)}`, linesOf(body, type))] : []),
  ].join('\n');

/** How a request chooses its body: Bruno's word for a form is another one there than at the form itself. */
const KINDS = { none: 'none', json: 'json', 'form-urlencoded': 'formUrlEncoded' } as const;

const kindOf = (body: object | undefined, type: string | undefined): keyof typeof KINDS => {
  if (!body) return 'none';
  return isForm(type) ? 'form-urlencoded' : 'json';
};

const linesOf = (body: object, type: string | undefined): readonly string[] =>
  isForm(type)
    ? Object.entries(body).map(([name, value]) => `${nameInBruno(name)}: ${value}`)
    : JSON.stringify(body, null, 2).split('\n');

/** Bruno reads a colon as the end of a name that is not in quotation marks. */
const nameInBruno = (name: string): string => (name.includes(':') ? `"${name}"` : name);

/** Bruno itself sends JSON as such, and a form. */
const headersOf = (type: string | undefined): readonly string[] =>
  type === undefined || type === 'application/json' || isForm(type)
    ? []
    : [block('headers', [`Content-Type: ${type}`])];

const block = (name: string, lines: readonly string[]): string =>
  `${name} {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
