import { hsaKey, type Instant } from '#consent';
import { DAY, webhookKey, type Webhook, type Webhooks } from './webhook';
import type { WebhookEvent } from './webhook-event';

/** What the owner of a webhook can ask for. */
export type WebhookCommand = {
  readonly webhookId: string;
  readonly careProviderId: string;
  /** The system that asks. */
  readonly systemId: string;
  readonly recordedAt: Instant;
} & (
  | {
      readonly type: 'CreateWebhook';
      readonly address: string;
      readonly cursor?: string;
      readonly keyId: string;
    }
  | { readonly type: 'RotateSecret'; readonly keyId: string; readonly previousUntil: Instant }
  | { readonly type: 'RedeliverMessages'; readonly messageId?: string }
  | { readonly type: 'RemoveWebhook' }
);

/** Why a command is refused. A webhook of somebody else is not found. */
export type WebhookRejection =
  | 'already-exists'
  | 'not-found'
  | 'too-many'
  | 'too-many-rotations'
  | 'too-many-redeliveries'
  | 'too-many-changes';

type Decision =
  | { readonly accepted: true; readonly events: readonly WebhookEvent[] }
  | { readonly accepted: false; readonly rejection: WebhookRejection };

/** The most webhooks that a system has of one care provider. */
export const MOST_WEBHOOKS = 20;

/** How often in 24 hours the secret of a webhook is rotated. */
export const MOST_ROTATIONS = 10;

/** How often in 24 hours a webhook is asked to send again. */
export const MOST_REDELIVERIES = 100;

/** How many webhooks, rotations and requests to send again a system has in 24 hours, at all care providers. A removal is never refused. */
export const MOST_CHANGES = 1_000;

const accepted = (...events: readonly WebhookEvent[]): Decision => ({ accepted: true, events });
const refused = (rejection: WebhookRejection): Decision => ({ accepted: false, rejection });

/** Whether a webhook is that of a system at a care provider, and is still there. */
export const belongsTo = (
  webhook: Webhook,
  { systemId, careProviderId }: Pick<WebhookCommand, 'systemId' | 'careProviderId'>,
): boolean =>
  !webhook.isRemoved &&
  hsaKey(webhook.systemId) === hsaKey(systemId) &&
  hsaKey(webhook.careProviderId) === hsaKey(careProviderId);

export function decideWebhook(command: WebhookCommand, webhooks: Webhooks): Decision {
  const webhook = webhooks.get(webhookKey(command.webhookId));
  if (command.type === 'CreateWebhook') return decideCreation(command, webhook, webhooks);
  if (!webhook || !belongsTo(webhook, command)) return refused('not-found');
  const excess = excessOf(command, webhook, webhooks);
  return excess ? refused(excess) : accepted(whatFollows(command, webhook));
}

function whatFollows(
  command: Exclude<WebhookCommand, { type: 'CreateWebhook' }>,
  { secret }: Webhook,
): WebhookEvent {
  const { webhookId, recordedAt } = command;
  switch (command.type) {
    case 'RotateSecret': {
      const { keyId, previousUntil } = command;
      const version = secret.version + 1;
      return { type: 'WebhookSecretRotated', webhookId, version, keyId, previousUntil, recordedAt };
    }
    case 'RedeliverMessages': {
      const { messageId } = command;
      const which = messageId !== undefined && { messageId };
      return { type: 'WebhookRedeliveryAsked', webhookId, ...which, recordedAt };
    }
    case 'RemoveWebhook':
      return { type: 'WebhookRemoved', webhookId, recordedAt };
  }
}

function decideCreation(
  command: Extract<WebhookCommand, { type: 'CreateWebhook' }>,
  webhook: Webhook | undefined,
  webhooks: Webhooks,
): Decision {
  const { type: _, webhookId, systemId, careProviderId, address, cursor, keyId, recordedAt } = command;
  if (webhook) return isTheSame(webhook, command) ? accepted() : refused('already-exists');
  const own = [...webhooks.values()].filter((one) => belongsTo(one, command));
  if (own.length >= MOST_WEBHOOKS) return refused('too-many');
  if (hasTooManyChanges(command, webhooks)) return refused('too-many-changes');
  return accepted({
    type: 'WebhookCreated',
    webhookId,
    systemId,
    careProviderId,
    address,
    ...(cursor !== undefined && { cursor }),
    version: 1,
    keyId,
    recordedAt,
  });
}

/** A request that is sent again, because its answer was lost, changes nothing. */
const isTheSame = (webhook: Webhook, command: Extract<WebhookCommand, { type: 'CreateWebhook' }>): boolean =>
  belongsTo(webhook, command) && webhook.address === command.address && webhook.cursor === command.cursor;

/** What its owner does too often. Each would be kept for good, and read by every process. */
function excessOf(command: WebhookCommand, webhook: Webhook, webhooks: Webhooks): WebhookRejection | null {
  const since = command.recordedAt - DAY;
  if (command.type === 'RemoveWebhook') return null;
  if (command.type === 'RotateSecret' && rotationsSince(webhook, since) >= MOST_ROTATIONS)
    return 'too-many-rotations';
  if (command.type === 'RedeliverMessages' && redeliveriesSince(webhook, since) >= MOST_REDELIVERIES)
    return 'too-many-redeliveries';
  return hasTooManyChanges(command, webhooks) ? 'too-many-changes' : null;
}

/** Those of webhooks that were removed count too: otherwise there would be no end to new ones. */
function hasTooManyChanges({ systemId, recordedAt }: WebhookCommand, webhooks: Webhooks): boolean {
  const [since, own] = [recordedAt - DAY, hsaKey(systemId)];
  let changes = 0;
  for (const webhook of webhooks.values()) {
    if (hsaKey(webhook.systemId) !== own) continue;
    changes += webhook.createdAt > since ? 1 : 0;
    changes += rotationsSince(webhook, since) + redeliveriesSince(webhook, since);
  }
  return changes >= MOST_CHANGES;
}

const rotationsSince = ({ rotatedAt }: Webhook, since: Instant): number =>
  rotatedAt.filter((at) => at > since).length;

/** From the newest back: there may be very many old ones. */
function redeliveriesSince({ redeliveries }: Webhook, since: Instant): number {
  let count = 0;
  while (count < redeliveries.length && redeliveries.at(-1 - count)!.askedAt > since) count += 1;
  return count;
}
