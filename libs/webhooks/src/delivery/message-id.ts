import { webhookKey } from '../subscription/webhook';

/** The id of a message: the same whenever, and by whichever process, the change is sent to the webhook. */
export const messageId = (webhookId: string, cursor: string): string =>
  `msg_${webhookKey(webhookId)}_${cursor}`;
