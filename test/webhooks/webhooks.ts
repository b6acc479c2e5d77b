import { newId } from '#platform';
import { call, type Answer } from '../support/call';
import { person } from '../support/people';
import { toCancel, toRegister } from '../support/requests';

export const OWN = 'SE165565594230-1000';
const UNIT = 'SE165565594230-1001';

/** Settings under which a service may send to receivers in this process. */
export const webhookSettings = { WEBHOOK_HTTP: 'true', WEBHOOK_NETWORKS: '127.0.0.0/8' };

/** A new webhook, with its secret. */
export async function created(
  url: string,
  address: string,
  more: object = {},
  headers: Record<string, string> = {},
): Promise<{ readonly webhookId: string; readonly secret: string }> {
  const webhookId = newId();
  const body = { webhookId, careProviderId: OWN, address, ...more };
  const answer = await call(url, 'create-webhook', body, headers);
  const { secret } = (answer.body as { createWebhookResult: { secret?: string } }).createWebhookResult;
  if (secret === undefined) throw new Error(`No webhook: ${JSON.stringify(answer.body)}`);
  return { webhookId, secret };
}

/** Registers a consent. */
export async function registered(
  url: string,
  number: number,
  headers: Record<string, string> = {},
): Promise<string> {
  const assertionId = newId();
  const place = { patientId: person(number), careProviderId: OWN, careUnitId: UNIT };
  const { status } = await call(url, 'register-extended-consent', toRegister(assertionId, place), headers);
  if (status !== 201) throw new Error(`Not registered: ${status}`);
  return assertionId;
}

export const cancelled = (url: string, assertionId: string): Promise<Answer> =>
  call(url, 'cancel-extended-consent', toCancel(assertionId));

/** The cursor behind all changes. */
export async function endOfFeed(url: string): Promise<string> {
  const { body } = await call(url, 'get-consent-changes', { careProviderId: OWN });
  return (body as { getConsentChangesResult: { cursor: string } }).getConsentChangesResult.cursor;
}

/** How the owner sees the webhooks. */
export interface Seen {
  readonly webhookId: string;
  readonly state: string;
  readonly hasMore: boolean;
  readonly retried: number;
  readonly failure?: string;
  readonly failingSince?: string;
  readonly deadLetters: readonly {
    readonly messageId: string;
    readonly assertionId: string;
    readonly change: string;
  }[];
}

export async function seen(url: string, webhookId: string): Promise<Seen> {
  const { body } = await call(url, 'get-webhooks', { careProviderId: OWN });
  const { webhooks } = (body as { getWebhooksResult: { webhooks: Seen[] } }).getWebhooksResult;
  const found = webhooks.find((webhook) => webhook.webhookId === webhookId);
  if (!found) throw new Error('The webhook is not listed.');
  return found;
}

/** Waits for a state; the test's own time limit ends it. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
