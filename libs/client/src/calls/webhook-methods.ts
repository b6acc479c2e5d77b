import type { ContractPath } from '#contracts';
import type { WebhookApi } from '../messages/webhook-api';
import type { ChangeResult } from '../messages/results';
import type { AnyOptions, ContractCalls } from './contract-calls';

/** The methods of the client that are about webhooks. */
export abstract class WebhookMethods implements WebhookApi {
  protected abstract readonly calls: ContractCalls;

  createWebhook(...args: Parameters<WebhookApi['createWebhook']>): ReturnType<WebhookApi['createWebhook']> {
    return this.change('create-webhook', ...args);
  }

  getWebhooks(
    ...[request, options]: Parameters<WebhookApi['getWebhooks']>
  ): ReturnType<WebhookApi['getWebhooks']> {
    return this.calls.query('get-webhooks', request, options) as ReturnType<WebhookApi['getWebhooks']>;
  }

  rotateWebhookSecret(
    ...args: Parameters<WebhookApi['rotateWebhookSecret']>
  ): ReturnType<WebhookApi['rotateWebhookSecret']> {
    return this.change('rotate-webhook-secret', ...args);
  }

  redeliverWebhookMessages(
    ...args: Parameters<WebhookApi['redeliverWebhookMessages']>
  ): ReturnType<WebhookApi['redeliverWebhookMessages']> {
    return this.change('redeliver-webhook-messages', ...args);
  }

  removeWebhook(...args: Parameters<WebhookApi['removeWebhook']>): ReturnType<WebhookApi['removeWebhook']> {
    return this.change('remove-webhook', ...args);
  }

  /** What was read is of this path, so it has the content of it. */
  protected change<Content>(
    path: ContractPath,
    request: object,
    options?: AnyOptions,
  ): Promise<ChangeResult<Content>> {
    return this.calls.change(path, request, options) as Promise<ChangeResult<Content>>;
  }
}
