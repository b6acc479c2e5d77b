import type { Clock, Config } from '#platform';
import {
  secretsNow,
  sendMessage,
  signMessage,
  type AllowedAddresses,
  type Failure,
  type Webhook,
  type WebhookSecrets,
} from '#webhooks';
import type { RequestContext } from '../contract/request-context';
import type { Subscribers } from './subscribers';

/** What is needed to try a message once. */
export interface AttemptParts {
  readonly subscribers: Pick<Subscribers, 'contextOf'>;
  readonly secrets: Pick<WebhookSecrets, 'secretOf'>;
  readonly allowed: AllowedAddresses;
  readonly clock: Clock;
  readonly config: Pick<Config, 'WEBHOOK_TIMEOUT_MS'>;
}

/** In whose name a webhook is delivered now; `null`: nothing may be sent, or nothing that its receiver could verify. */
export const ownerNow = (
  webhook: Webhook,
  { secrets, subscribers, clock }: AttemptParts,
): RequestContext | null =>
  secretsNow(webhook, secrets, clock()).length > 0 ? subscribers.contextOf(webhook) : null;

/** Signs a message, and sends it once. */
export function attempt(
  webhook: Webhook,
  message: { readonly id: string; readonly body: string },
  { allowed, clock, config, secrets }: AttemptParts,
  signal: AbortSignal,
): Promise<Failure> {
  const now = clock();
  return sendMessage(signMessage(message, secretsNow(webhook, secrets, now), now), {
    ...{ address: webhook.address, allowed, timeoutMs: config.WEBHOOK_TIMEOUT_MS, signal },
  });
}
