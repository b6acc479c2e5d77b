import { isDeepStrictEqual } from 'node:util';

/** Everything that is asked in a body at the JSON door, in an order in which all of the examples come to something. */
export const contracts = [
  'register-extended-consent',
  'check-consent',
  'check-consents',
  'get-consents-for-patient',
  'get-extended-consents-for-patient',
  'get-all-extended-consents-for-patient',
  'get-consents-for-care-provider',
  'get-consent-changes',
  'get-consent-snapshot',
  'create-webhook',
  'get-webhooks',
  'rotate-webhook-secret',
  'redeliver-webhook-messages',
  'remove-webhook',
  'end-consent-by-patient',
  'cancel-extended-consent',
  'delete-extended-consent',
  'as-of',
  'decisions',
] as const;

export type Examples = Readonly<Record<(typeof contracts)[number], object>>;

interface Documentation {
  readonly paths: Record<
    string,
    {
      post?: {
        tags: string[];
        requestBody: { content: Record<string, { examples: Record<string, { value: object }> }> };
      };
    }
  >;
}

/** A good request of each, as the service's own documentation shows it. */
export async function examplesOf(url: string): Promise<Examples> {
  const tags = ['Consents', 'Audit'];
  const { paths } = (await (await fetch(`${url}/docs-json`)).json()) as Documentation;
  const documented = Object.keys(paths)
    .filter((path) => paths[path]!.post?.tags.some((tag) => tags.includes(tag)))
    .map((path) => path.replace('/v2/', ''));
  if (!isDeepStrictEqual(documented.sort(), [...contracts].sort()))
    throw new Error(`There are other contracts now: ${documented.join(', ')}`);
  const exampleOf = (contract: string): object => {
    const { content } = paths[`/v2/${contract}`]!.post!.requestBody;
    return Object.values(content['application/json']!.examples)[0]!.value;
  };
  return Object.fromEntries(contracts.map((contract) => [contract, exampleOf(contract)])) as Examples;
}

/** One person in all the ways people write it, and one each of the other kinds. */
export const identities = [
  '191212121212',
  '19121212-1212',
  '1212121212',
  '121212-1212',
  '121212+1212',
  '197010632391',
  '22950606FH20',
];

type Node = Record<string, unknown>;

/** The dotted paths of all elements, those that hold others included. */
function pathsOf(node: object, prefix = ''): string[] {
  return Object.entries(node).flatMap(([name, value]) => {
    const path = prefix + name;
    const isHolder = typeof value === 'object' && value !== null;
    return isHolder ? [path, ...pathsOf(value as object, `${path}.`)] : [path];
  });
}

function withElement(example: object, path: string, change: (holder: Node, name: string) => void): object {
  const body = structuredClone(example) as Node;
  const names = path.split('.');
  const last = names.pop()!;
  const holder = names.reduce((node, name) => node[name] as Node, body);
  change(holder, last);
  return body;
}

/** The example with an identity typed into each element in turn: as its value, inside a longer one, and as a name beside it. */
export const withIdentityEverywhere = (example: object, identity: string): object[] =>
  pathsOf(example).flatMap((path) => [
    withElement(example, path, (holder, name) => (holder[name] = identity)),
    withElement(example, path, (holder, name) => (holder[name] = `Anna ${identity}, ${identity}`)),
    withElement(example, path, (holder) => addBeside(holder, identity)),
  ]);

function addBeside(holder: Node | unknown[], identity: string): void {
  if (Array.isArray(holder)) holder.push(identity);
  else holder[identity] = identity;
}
