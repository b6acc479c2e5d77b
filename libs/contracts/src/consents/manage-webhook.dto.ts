import { Answer, Flag, FreeText, HsaId, WebhookId } from '../validation';
import { exampleCareProviderId, exampleWebhookId, JsonExtras, ResultResponse, ResultType } from '../messages';

/** A webhook of the caller. */
abstract class OneWebhookDto {
  @WebhookId()
  webhookId: string;

  @HsaId({ about: 'The care provider whose changes are sent.', example: exampleCareProviderId })
  careProviderId: string;
}

/** RotateWebhookSecret, as asked. */
export class RotateWebhookSecretDto extends OneWebhookDto {
  @Flag({
    about:
      'Whether the secrets before it sign no more from now on; absent, or false: messages are signed with both for 24 hours.',
    optional: true,
  })
  atOnce?: boolean;
}

/** A new secret. */
export class RotateWebhookSecretResultType {
  @Answer(ResultType, { about: 'How it went.' })
  result: ResultType;

  @Answer('text', {
    about: 'The new secret. It is shown only once. Absent where the request is refused.',
    optional: true,
  })
  secret?: string;

  @Answer('instant', {
    about: 'Until when messages are signed with the secrets before it, too, in UTC.',
    optional: true,
  })
  previousUntil?: string;
}

/** RotateWebhookSecret, as answered. */
export class RotateWebhookSecretResponse extends JsonExtras {
  @Answer(RotateWebhookSecretResultType, { about: 'The answer.' })
  rotateWebhookSecretResult: RotateWebhookSecretResultType;
}

/** RedeliverWebhookMessages, as asked. */
export class RedeliverWebhookMessagesDto extends OneWebhookDto {
  @FreeText({
    about: 'The message that was given up and is to be tried again; absent: all of them.',
    maxLength: 128,
    example: '',
    optional: true,
    isKept: true,
  })
  messageId?: string;
}

/** RedeliverWebhookMessages, as answered. */
export class RedeliverWebhookMessagesResponse extends ResultResponse {}

/** RemoveWebhook, as asked. */
export class RemoveWebhookDto extends OneWebhookDto {}

/** RemoveWebhook, as answered. */
export class RemoveWebhookResponse extends ResultResponse {}

/** A request for the webhook of the examples. */
export const oneWebhookExample = { webhookId: exampleWebhookId, careProviderId: exampleCareProviderId };
