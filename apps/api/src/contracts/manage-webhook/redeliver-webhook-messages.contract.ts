import { given, oneWebhookExample } from '#contracts';
import { declared } from '../../contract/declared-contract';
import { refusalsOfWebhooks } from '../../contract/webhook-outcomes';
import { webhookCommandContract } from './webhook-command-contract';

/** Has messages tried again that were given up. */
const RedeliverWebhookMessages = webhookCommandContract('RedeliverWebhookMessages', ({ messageId: text }) => {
  const messageId = given(text);
  return { type: 'RedeliverMessages', ...(messageId !== undefined && { messageId }) };
});

/** RedeliverWebhookMessages, with its messages. It has no SOAP door: the national service has no such contract. */
export const redeliverWebhookMessages = declared('RedeliverWebhookMessages', {
  contract: RedeliverWebhookMessages,
  json: {
    isChange: true,
    refusals: refusalsOfWebhooks.redelivery,
    summary: 'Has messages of a webhook tried again that were given up',
    examples: { 'All of them': oneWebhookExample },
  },
});
