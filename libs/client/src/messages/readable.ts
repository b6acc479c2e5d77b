import type { ContractPath } from '#contracts';

type Content = Readonly<Record<string, unknown>>;

/** The element of an answer that holds its content, and what must be in it for an answer to be believed. */
interface QueryShape {
  readonly element: string;
  readonly flags?: readonly string[];
  readonly lists?: readonly string[];
}

const consents = { lists: ['pdlAssertions'] };

/** What the queries answer, and the changes that have a content; the others answer a result alone. */
const shapes: Partial<Readonly<Record<ContractPath, QueryShape>>> = {
  'check-consent': { element: 'checkResult', flags: ['hasConsent'] },
  'check-consents': { element: 'checkConsentsResult', lists: ['answers'] },
  'get-consents-for-patient': { element: 'getConsentsResult', ...consents },
  'get-extended-consents-for-patient': { element: 'getExtendedConsentsResult', ...consents },
  'get-all-extended-consents-for-patient': { element: 'getExtendedConsentsResult', ...consents },
  'get-consents-for-care-provider': {
    element: 'getAllAssertionsResult',
    flags: ['hasMore'],
    lists: ['assertions', 'cancelledAssertions'],
  },
  'get-consent-changes': {
    element: 'getConsentChangesResult',
    flags: ['hasMore'],
    lists: ['changes'],
  },
  'get-consent-snapshot': { element: 'getConsentSnapshotResult' },
  'get-webhooks': { element: 'getWebhooksResult', lists: ['webhooks'] },
  'create-webhook': { element: 'createWebhookResult' },
  'rotate-webhook-secret': { element: 'rotateWebhookSecretResult' },
  'as-of': { element: 'asOfResult', flags: ['hasConsent'] },
  decisions: { element: 'decisionsResult', lists: ['decisions'] },
};

/** The part of an answer that has the result of its request, or `null`. */
export function partWithResult(path: ContractPath, answer: unknown): Content | null {
  if (!isObject(answer)) return null;
  const element = shapes[path]?.element;
  const part = element === undefined ? answer : answer[element];
  return isObject(part) && isObject(part.result) ? part : null;
}

/** The content of an answer: its element, and what is beside it. Most changes have none. @throws Error when something is missing. */
export function contentOf(path: ContractPath, answer: Content, part: Content): Content | null {
  const shape = shapes[path];
  if (shape === undefined) return null;
  const { element, flags = [], lists = [] } = shape;
  for (const flag of flags) demand(typeof part[flag] === 'boolean', flag);
  for (const list of lists) demand(Array.isArray(part[list]), list);
  return without({ ...without(answer, element, 'errors'), ...part }, 'result');
}

function demand(isThere: boolean, name: string): void {
  if (!isThere) throw new Error(`The answer has no ${name}.`);
}

const without = (content: Content, ...names: readonly string[]): Content =>
  Object.fromEntries(Object.entries(content).filter(([name]) => !names.includes(name)));

export const isObject = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
