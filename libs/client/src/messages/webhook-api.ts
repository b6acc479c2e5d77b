import type { RequestAt } from '#contracts';
import type { ChangeOptions, QueryOptions } from './call-options';
import type { ChangeResult, ContentAt, QueryRefusal, Result } from './results';

type NewWebhook = ContentAt<'create-webhook', 'createWebhookResult'>;

type NewSecret = ContentAt<'rotate-webhook-secret', 'rotateWebhookSecretResult'>;

type OwnWebhooks = ContentAt<'get-webhooks', 'getWebhooksResult'>;

/** The contracts about webhooks. A service without them refuses each with `INVALIDSTATE`. */
export interface WebhookApi {
  /** Has a care provider's changes sent to an address. The `secret` is shown only once; keep it before anything else is done. */
  createWebhook(
    request: RequestAt<'create-webhook'>,
    options?: ChangeOptions,
  ): Promise<ChangeResult<NewWebhook>>;

  /** The caller's webhooks of a care provider, and how their deliveries go. */
  getWebhooks(
    request: RequestAt<'get-webhooks'>,
    options?: QueryOptions,
  ): Promise<Result<OwnWebhooks, QueryRefusal | 'INVALIDSTATE'>>;

  /** Gives a webhook a new secret, which is shown only once. */
  rotateWebhookSecret(
    request: RequestAt<'rotate-webhook-secret'>,
    options?: ChangeOptions,
  ): Promise<ChangeResult<NewSecret>>;

  /** Has messages tried again that were given up. */
  redeliverWebhookMessages(
    request: RequestAt<'redeliver-webhook-messages'>,
    options?: ChangeOptions,
  ): Promise<ChangeResult>;

  /** Ends a webhook. */
  removeWebhook(request: RequestAt<'remove-webhook'>, options?: ChangeOptions): Promise<ChangeResult>;
}
