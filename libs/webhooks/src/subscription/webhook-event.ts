import type { Instant } from '#consent';

/** A secret of a webhook: it follows from a key of the service, so that no event holds it. */
export interface SecretVersion {
  /** From 1 on. */
  readonly version: number;
  /** Of which key it was made. */
  readonly keyId: string;
}

/** What can happen to a webhook. */
export type WebhookEvent =
  | ({
      readonly type: 'WebhookCreated';
      /** HSA-id of the system that created it, and that alone may manage it. */
      readonly systemId: string;
      readonly careProviderId: string;
      readonly address: string;
      /** The change behind which it begins. Absent: before the first. */
      readonly cursor?: string;
    } & SecretVersion &
      AtWebhook)
  | ({
      readonly type: 'WebhookSecretRotated';
      /** Until when messages are signed with the secrets before it, too. */
      readonly previousUntil: Instant;
    } & SecretVersion &
      AtWebhook)
  | ({
      readonly type: 'WebhookRedeliveryAsked';
      /** Absent: all that were given up. */
      readonly messageId?: string;
    } & AtWebhook)
  | ({ readonly type: 'WebhookRemoved' } & AtWebhook);

interface AtWebhook {
  readonly webhookId: string;
  readonly recordedAt: Instant;
}
