import { Answer, FreeText, HsaId, WebhookId } from '../validation';
import { exampleCareProviderId, exampleWebhookId, JsonExtras, ResultType } from '../messages';

/** CreateWebhook, as asked. */
export class CreateWebhookDto {
  @WebhookId('The id of the webhook: a UUID that its owner chooses.')
  webhookId: string;

  @HsaId({ about: 'The care provider whose changes are sent.', example: exampleCareProviderId })
  careProviderId: string;

  @FreeText({
    about: 'Where the changes are sent to by POST: an https address on the internet.',
    maxLength: 2_000,
    example: 'https://records.example.org/consent-changes',
    isKept: true,
  })
  address: string;

  @FreeText({
    about:
      'The cursor of a page of GetConsentChanges behind which the webhook begins; absent: at the first change of all.',
    maxLength: 64,
    example: '',
    optional: true,
  })
  cursor?: string;
}

/** What its owner has to know of a new webhook. */
export class CreateWebhookResultType {
  @Answer(ResultType, { about: 'How it went.' })
  result: ResultType;

  @Answer('text', {
    about:
      'The secret that messages are signed with. It is shown only once: absent where the webhook was there already, and where the request is refused.',
    optional: true,
  })
  secret?: string;
}

/** CreateWebhook, as answered. */
export class CreateWebhookResponse extends JsonExtras {
  @Answer(CreateWebhookResultType, { about: 'The answer.' })
  createWebhookResult: CreateWebhookResultType;
}

/** A request that works as it stands. */
export const createWebhookExample = {
  webhookId: exampleWebhookId,
  careProviderId: exampleCareProviderId,
  address: 'https://records.example.org/consent-changes',
};
