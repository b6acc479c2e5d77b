import { Answer, HsaId } from '../validation';
import { exampleCareProviderId, JsonExtras, ResultType } from '../messages';
import { consentChanges } from './get-consent-changes.dto';

/** GetWebhooks, as asked. */
export class GetWebhooksDto {
  @HsaId({ about: 'The care provider whose changes are sent.', example: exampleCareProviderId })
  careProviderId: string;
}

/** A message that was given up. */
export class DeadLetterType {
  @Answer('text', { about: 'The id of the message, as its header `webhook-id` has it.' })
  messageId: string;

  @Answer(consentChanges, { about: 'What happened to the consent.', enumName: 'ConsentChange' })
  change: (typeof consentChanges)[number];

  @Answer('uuid', { about: 'The id of the consent.' })
  assertionId: string;

  @Answer('instant', {
    about: 'When it failed first, in UTC. Absent: it waits for one before it of the same consent.',
    optional: true,
  })
  firstFailedAt?: string;
}

/** What a webhook can be doing. */
export const webhookStates = ['delivering', 'failing', 'denied', 'key-missing', 'other-history'] as const;

/** A webhook, and how its deliveries go. */
export class WebhookType {
  @Answer('uuid', { about: 'The id of the webhook.' })
  webhookId: string;

  @Answer('text', { about: 'Where the changes are sent to.' })
  address: string;

  @Answer('instant', { about: 'When it was created, in UTC.' })
  createdAt: string;

  @Answer(webhookStates, {
    about:
      '`failing`: the last message was not taken, and is tried again. `denied`: the caller has no right to the changes now, and nothing is sent. `key-missing`: the key of its secret is gone; rotate the secret. `other-history`: the history has no change like the one that the webhook has come to, and nothing is sent; create another, from the first change.',
    enumName: 'WebhookState',
  })
  state: (typeof webhookStates)[number];

  @Answer('text', {
    about: 'Up to which change all were delivered, or are listed below or tried again; absent: none yet.',
    optional: true,
  })
  cursor?: string;

  @Answer('flag', { about: 'Whether there are changes behind the cursor that are not sent yet.' })
  hasMore: boolean;

  @Answer('number', { about: 'How many messages were not taken, and are tried again.' })
  retried: number;

  @Answer('instant', { about: 'When the last message was taken, in UTC.', optional: true })
  deliveredAt?: string;

  @Answer('instant', { about: 'Since when no message was taken, in UTC.', optional: true })
  failingSince?: string;

  @Answer('text', {
    about:
      'What the last failure was: `timeout`, `address-refused`, `status-` and the status of the answer, or the code of the connection’s error.',
    optional: true,
  })
  failure?: string;

  @Answer([DeadLetterType], { about: 'The messages that were given up.' })
  deadLetters: DeadLetterType[];
}

/** The webhooks of the caller. */
export class GetWebhooksResultType {
  @Answer(ResultType, { about: 'How it went.' })
  result: ResultType;

  @Answer([WebhookType], { about: 'The webhooks that the caller has of the care provider.' })
  webhooks: WebhookType[];
}

/** GetWebhooks, as answered. */
export class GetWebhooksResponse extends JsonExtras {
  @Answer(GetWebhooksResultType, { about: 'The answer.' })
  getWebhooksResult: GetWebhooksResultType;
}

/** A request that works as it stands. */
export const getWebhooksExample = { careProviderId: exampleCareProviderId };
