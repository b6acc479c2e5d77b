import { formatInstant } from '#consent';
import { encodeChangeCursor, type ConsentChangeAt } from '#read-models';
import { messageId, type Message, type Webhook } from '#webhooks';
import { consentChange } from '../contract/change-items';

/** A change as a message that is to be sent, and what is sent: the same text whenever it is sent. */
export interface ChangeMessage extends Message {
  readonly id: string;
  readonly body: string;
}

/** @param after the cursor of the change before it. */
export function messageOfChange(
  { webhookId, careProviderId }: Webhook,
  change: ConsentChangeAt,
  after: string | undefined,
): ChangeMessage {
  const cursor = encodeChangeCursor(change);
  const { recordedAt, what, assertionId } = change;
  const body = {
    type: `consent.${what.change}`,
    ...(recordedAt !== undefined && { timestamp: formatInstant(recordedAt) }),
    data: { careProviderId, cursor, ...consentChange(change) },
  };
  return {
    ...(after !== undefined && { after }),
    cursor,
    assertionId: assertionId.toLowerCase(),
    change: what.change,
    id: messageId(webhookId, cursor),
    body: JSON.stringify(body),
  };
}
