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
  /** When its secret was rotated, in the last day before its newest event. */
  readonly rotatedAt: readonly Instant[];
  /** What its owner has asked to be sent again, in order. */
  readonly redeliveries: readonly Redelivery[];
  readonly isRemoved: boolean;
}

/** A request of its owner to send again what was given up. */
export interface Redelivery {
  /** `null`: all messages. */
  readonly messageId: string | null;
  readonly askedAt: Instant;
}

/** All webhooks, by id. */
export type Webhooks = ReadonlyMap<string, Webhook>;

export const noWebhooks: Webhooks = new Map();

/** What owners may do in such a time is bounded, in milliseconds. */
export const DAY = 24 * 3_600_000;

/** UUIDs are the same in any case. */
export const webhookKey = (webhookId: string): string => webhookId.toLowerCase();

/**
 * The webhooks after one more event. It uses up the webhooks before it: their map becomes the new one, so that a long history is folded in
 * a time that grows with its length, and not with its square.
 */
export function evolveWebhooks(webhooks: Webhooks, event: WebhookEvent): Webhooks {
  const key = webhookKey(event.webhookId);
  const next = after(webhooks.get(key), event);
  if (!next) return webhooks;
  const own = webhooks === noWebhooks ? new Map<string, Webhook>() : (webhooks as Map<string, Webhook>);
  return own.set(key, next);
}

function after(webhook: Webhook | undefined, event: WebhookEvent): Webhook | null {
  if (event.type === 'WebhookCreated') return created(event);
  if (!webhook) return null;
  switch (event.type) {
    case 'WebhookSecretRotated':
      return rotated(webhook, event);
    case 'WebhookRedeliveryAsked':
      return redeliveryAsked(webhook, event);
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
    rotatedAt: [],
    redeliveries: [],
    isRemoved: false,
  };
}

/** The list grows in place, like the map that it is in. */
function redeliveryAsked(
  webhook: Webhook,
  { messageId, recordedAt }: Extract<WebhookEvent, { type: 'WebhookRedeliveryAsked' }>,
): Webhook {
  (webhook.redeliveries as Redelivery[]).push({ messageId: messageId ?? null, askedAt: recordedAt });
  return webhook;
}

/** No secret signs longer than the rotation after it allows, and one that signs no more is forgotten. */
function rotated(
  webhook: Webhook,
  { version, keyId, previousUntil, recordedAt }: Extract<WebhookEvent, { type: 'WebhookSecretRotated' }>,
): Webhook {
  const earlier = [{ ...webhook.secret, until: previousUntil }, ...webhook.earlierSecrets].map((one) => ({
    ...one,
    until: Math.min(one.until, previousUntil),
  }));
  return {
    ...webhook,
    secret: { version, keyId },
    earlierSecrets: earlier.filter(({ until }) => until > recordedAt),
    rotatedAt: [...webhook.rotatedAt.filter((at) => at > recordedAt - DAY), recordedAt],
  };
}

/** The secrets that sign now, the newest first. */
export const signingSecrets = (
  { secret, earlierSecrets }: Webhook,
  now: Instant,
): readonly SecretVersion[] => [secret, ...earlierSecrets.filter(({ until }) => until > now)];
