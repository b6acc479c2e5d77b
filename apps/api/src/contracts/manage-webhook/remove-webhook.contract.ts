import { oneWebhookExample } from '#contracts';
import { declared } from '../../contract/declared-contract';
import { refusalsOfWebhooks } from '../../contract/webhook-outcomes';
import { webhookCommandContract } from './webhook-command-contract';

/** Ends a webhook. Nothing is sent to its address any more, and its id is not used again. */
const RemoveWebhook = webhookCommandContract('RemoveWebhook', () => ({ type: 'RemoveWebhook' }));

/** RemoveWebhook, with its messages. It has no SOAP door: the national service has no such contract. */
export const removeWebhook = declared('RemoveWebhook', {
  contract: RemoveWebhook,
  json: {
    isChange: true,
    refusals: refusalsOfWebhooks.removal,
    summary: 'Ends a webhook',
    examples: { 'One of the caller': oneWebhookExample },
  },
});
