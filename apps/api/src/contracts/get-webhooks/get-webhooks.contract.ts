import { Injectable } from '@nestjs/common';
import { formatInstant } from '#consent';
import { NO_POSITION } from '#event-store';
import {
  createValidator,
  GetWebhooksDto,
  getWebhooksExample,
  type DeadLetterType,
  type GetWebhooksResponse,
  type WebhookType,
} from '#contracts';
import { belongsTo, messageId, type Undelivered } from '#webhooks';
import type { Contract, Outcome } from '../../contract/contract';
import { declared } from '../../contract/declared-contract';
import { OK } from '../../contract/error-table';
import { refusalsOfWebhooks, webhooksOff } from '../../contract/webhook-outcomes';
import type { RequestContext } from '../../contract/request-context';
import { WebhookRegistry } from '../../webhooks/webhook-registry';
import { WebhookReports, type WebhookReport } from '../../webhooks/webhook-reports';

interface WebhooksContent {
  readonly reports: readonly WebhookReport[];
}

/** The caller's webhooks of a care provider, and how their deliveries go. */
@Injectable()
export class GetWebhooks implements Contract<GetWebhooksDto, WebhooksContent, GetWebhooksResponse> {
  readonly name = 'GetWebhooks';
  readonly kind = 'query';
  readonly readsLog = true;
  readonly validate = createValidator(GetWebhooksDto).validate;

  constructor(
    private readonly registry: WebhookRegistry,
    private readonly reports: WebhookReports,
  ) {}

  careProviderOf({ careProviderId }: GetWebhooksDto): string {
    return careProviderId;
  }

  async run({ careProviderId }: GetWebhooksDto, context: RequestContext): Promise<Outcome<WebhooksContent>> {
    if (!this.registry.isOn) return webhooksOff;
    const { systemId } = context.provenance;
    const webhooks = [...(await this.registry.all()).values()];
    const own = webhooks.filter((webhook) => belongsTo(webhook, { systemId, careProviderId }));
    const reports = await Promise.all(own.map((webhook) => this.reports.of(webhook)));
    return { result: OK, content: { reports }, position: NO_POSITION };
  }

  /** Consents that are named: those of messages that were given up. */
  shown({ reports }: WebhooksContent): number {
    return reports.reduce((total, { deadLetters }) => total + deadLetters.length, 0);
  }

  respond({ result, content }: Outcome<WebhooksContent>): GetWebhooksResponse {
    return { getWebhooksResult: { result, webhooks: (content?.reports ?? []).map(webhookAnswer) } };
  }
}

function webhookAnswer({
  webhook,
  state,
  progress,
  deadLetters,
  retried,
  untried,
}: WebhookReport): WebhookType {
  const { webhookId, address, createdAt } = webhook;
  const { cursor, deliveredAt, failingSince, failure } = progress;
  return {
    ...{ webhookId, address, createdAt: formatInstant(createdAt), state },
    ...(cursor !== undefined && { cursor }),
    ...{ hasMore: untried > 0, retried },
    ...(deliveredAt !== undefined && { deliveredAt: formatInstant(deliveredAt) }),
    ...(failingSince !== undefined && { failingSince: formatInstant(failingSince) }),
    ...(failure !== undefined && { failure }),
    deadLetters: deadLetters.map((letter) => deadLetterAnswer(webhookId, letter)),
  };
}

const deadLetterAnswer = (
  webhookId: string,
  { cursor, change, assertionId, firstFailedAt }: Undelivered,
): DeadLetterType => ({
  ...{ messageId: messageId(webhookId, cursor), change, assertionId },
  ...(firstFailedAt !== undefined && { firstFailedAt: formatInstant(firstFailedAt) }),
});

/** GetWebhooks, with its messages. It has no SOAP door: the national service has no such contract. */
export const getWebhooks = declared('GetWebhooks', {
  contract: GetWebhooks,
  json: {
    refusals: refusalsOfWebhooks.list,
    summary: "The caller's webhooks of a care provider, and how their deliveries go",
    examples: { 'Of the care provider': getWebhooksExample },
  },
});
