import type { Instant } from '#consent';
import type { SecretVersion, WebhookEvent } from './webhook-event';

/** A webhook as its events have made it. */
export interface Webhook {
  readonly webhookId: string;
  readonly systemId: string;
  readonly careProviderId: string;
  readonly address: string;
  readonly cursor?: string;
  readonly createdAt: Instant;
  readonly secret: SecretVersion;
  /** The secrets before it, and until when each signs, too. */
  readonly earlierSecrets: readonly (SecretVersion & { readonly until: Instant })[];
  /** What its owner has asked to be sent again, in order: the id of a message, or `null` for all. */
  readonly redeliveries: readonly (string | null)[];
  readonly isRemoved: boolean;
}

/** All webhooks, by id. */
export type Webhooks = ReadonlyMap<string, Webhook>;

export const noWebhooks: Webhooks = new Map();

/** UUIDs are the same in any case. */
export const webhookKey = (webhookId: string): string => webhookId.toLowerCase();

export function evolveWebhooks(webhooks: Webhooks, event: WebhookEvent): Webhooks {
  const key = webhookKey(event.webhookId);
  const next = after(webhooks.get(key), event);
  return next ? new Map(webhooks).set(key, next) : webhooks;
}

function after(webhook: Webhook | undefined, event: WebhookEvent): Webhook | null {
  if (event.type === 'WebhookCreated') return created(event);
  if (!webhook) return null;
  switch (event.type) {
    case 'WebhookSecretRotated':
      return rotated(webhook, event);
    case 'WebhookRedeliveryAsked':
      return { ...webhook, redeliveries: [...webhook.redeliveries, event.messageId ?? null] };
    case 'WebhookRemoved':
      return { ...webhook, isRemoved: true };
  }
}

function created({
  type: _,
  recordedAt,
  version,
  keyId,
  ...known
}: Extract<WebhookEvent, { type: 'WebhookCreated' }>): Webhook {
  return {
    ...known,
    createdAt: recordedAt,
    secret: { version, keyId },
    earlierSecrets: [],
    redeliveries: [],
    isRemoved: false,
  };
}

/** No secret signs longer than the rotation after it allows. */
function rotated(
  webhook: Webhook,
  { version, keyId, previousUntil }: Extract<WebhookEvent, { type: 'WebhookSecretRotated' }>,
): Webhook {
  const earlier = webhook.earlierSecrets.map((one) => ({
    ...one,
    until: Math.min(one.until, previousUntil),
  }));
  return {
    ...webhook,
    secret: { version, keyId },
    earlierSecrets: [{ ...webhook.secret, until: previousUntil }, ...earlier],
  };
}

/** The secrets that sign now, the newest first. */
export const signingSecrets = (
  { secret, earlierSecrets }: Webhook,
  now: Instant,
): readonly SecretVersion[] => [secret, ...earlierSecrets.filter(({ until }) => until > now)];
