import { streamForms } from '#consent-ledger';
import type { StoredEvent } from '#event-store';
import type { Followed, StreamRules } from '#evidence';
import {
  decodeProgress,
  decodeWebhook,
  evolveWebhooks,
  noWebhooks,
  webhookKey,
  type WebhookEvent,
  type Webhooks,
} from '#webhooks';
import { malformed, streamsNamed } from './shapes';

/** All webhooks are in one stream. Each is created once, and nothing happens to one that is not there. */
export const webhookRules: StreamRules<Webhooks> = {
  holds: streamsNamed(streamForms.webhooks),
  initial: noWebhooks,
  follow: (webhooks, stored) => {
    const event = readable(stored);
    return event ? followWebhook(webhooks, event) : malformed(webhooks, 'It is no event of webhooks.');
  },
};

function readable(stored: StoredEvent): WebhookEvent | null {
  try {
    const event = decodeWebhook(stored);
    return typeof event.webhookId === 'string' && typeof event.recordedAt === 'number' ? event : null;
  } catch {
    return null;
  }
}

function followWebhook(webhooks: Webhooks, event: WebhookEvent): Followed<Webhooks> {
  const webhook = webhooks.get(webhookKey(event.webhookId));
  const isThere = webhook !== undefined && !webhook.isRemoved;
  const fault =
    event.type === 'WebhookCreated'
      ? webhook && 'It creates a webhook that there was already.'
      : !isThere && 'It is about a webhook that is not there.';
  return fault ? unlawful(webhooks, fault) : { state: evolveWebhooks(webhooks, event) };
}

const unlawful = <State>(state: State, what: string): Followed<State> => ({
  state,
  fault: { kind: 'rules', what },
});

/** How far the deliveries of a webhook have come: each note is looked at by itself. */
export const webhookProgressRules: StreamRules<null> = {
  holds: streamsNamed(streamForms.webhookProgress),
  initial: null,
  follow: (state, stored) =>
    isProgress(stored) ? { state } : malformed(state, 'It is no note of how far a webhook has come.'),
};

function isProgress(stored: StoredEvent): boolean {
  try {
    const { progress, heldUntil } = decodeProgress(stored);
    return Number.isFinite(heldUntil) && Number.isFinite(progress.retryAt);
  } catch {
    return false;
  }
}
