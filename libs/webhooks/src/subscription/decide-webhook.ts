import { hsaKey, type Instant } from '#consent';
import { webhookKey, type Webhook, type Webhooks } from './webhook';
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
export type WebhookRejection = 'already-exists' | 'not-found' | 'too-many';

type Decision =
  | { readonly accepted: true; readonly events: readonly WebhookEvent[] }
  | { readonly accepted: false; readonly rejection: WebhookRejection };

/** The most webhooks that a system has of one care provider. */
export const MOST_WEBHOOKS = 20;

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
  const { webhookId, recordedAt } = command;
  switch (command.type) {
    case 'RotateSecret': {
      const { keyId, previousUntil } = command;
      const version = webhook.secret.version + 1;
      return accepted({
        type: 'WebhookSecretRotated',
        webhookId,
        version,
        keyId,
        previousUntil,
        recordedAt,
      });
    }
    case 'RedeliverMessages': {
      const { messageId } = command;
      return accepted({
        type: 'WebhookRedeliveryAsked',
        webhookId,
        ...(messageId !== undefined && { messageId }),
        recordedAt,
      });
    }
    case 'RemoveWebhook':
      return accepted({ type: 'WebhookRemoved', webhookId, recordedAt });
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
