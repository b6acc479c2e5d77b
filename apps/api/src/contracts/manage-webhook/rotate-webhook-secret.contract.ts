import { Inject, Injectable } from '@nestjs/common';
import { formatInstant, type Instant } from '#consent';
import {
  createValidator,
  oneWebhookExample,
  RotateWebhookSecretDto,
  type RotateWebhookSecretResponse,
} from '#contracts';
import type { SecretVersion, WebhookCommand, WebhookSecrets } from '#webhooks';
import type { Contract, Outcome, Repeatable } from '../../contract/contract';
import { declared } from '../../contract/declared-contract';
import type { RequestContext } from '../../contract/request-context';
import {
  aboutWebhook,
  refusalsOfWebhooks,
  repeatableWebhookCommand,
  webhookOutcome,
} from '../../contract/webhook-outcomes';
import { WEBHOOK_SECRETS } from '../../surroundings/tokens';
import { WebhookRegistry } from '../../webhooks/webhook-registry';

/** How long messages are signed with the old secret, too, in milliseconds. */
const OVERLAP = 24 * 3_600_000;

const overlapOf = ({ atOnce }: RotateWebhookSecretDto): number => (atOnce === true ? 0 : OVERLAP);

interface NewSecret {
  readonly webhookId: string;
  readonly secret: SecretVersion;
  readonly previousUntil: Instant;
}

/** Gives a webhook a new secret. For a while messages are signed with the old one, too. */
@Injectable()
export class RotateWebhookSecret implements Contract<
  RotateWebhookSecretDto,
  NewSecret,
  RotateWebhookSecretResponse
> {
  readonly name = 'RotateWebhookSecret';
  readonly kind = 'command';
  readonly validate = createValidator(RotateWebhookSecretDto).validate;

  constructor(
    private readonly registry: WebhookRegistry,
    @Inject(WEBHOOK_SECRETS) private readonly secrets: WebhookSecrets,
  ) {}

  careProviderOf({ careProviderId }: RotateWebhookSecretDto): string {
    return careProviderId;
  }

  async run(request: RotateWebhookSecretDto, context: RequestContext): Promise<Outcome<NewSecret>> {
    const command = this.commandOf(request, context);
    const { webhookId, previousUntil } = command;
    const outcome = await this.registry.execute(command, context.provenance);
    const webhook = outcome.accepted ? await this.registry.find(webhookId) : undefined;
    return webhookOutcome(outcome, request, webhook && { webhookId, secret: webhook.secret, previousUntil });
  }

  /** When it is asked makes no other request of it. */
  repeatable(request: RotateWebhookSecretDto, context: RequestContext): Repeatable<NewSecret> {
    const command = this.commandOf(request, context);
    const asked = { ...command, keyId: '', previousUntil: overlapOf(request) };
    return repeatableWebhookCommand(asked, () => this.registry.refusal(command, context.provenance));
  }

  private commandOf(
    request: RotateWebhookSecretDto,
    context: RequestContext,
  ): Extract<WebhookCommand, { type: 'RotateSecret' }> {
    return {
      ...{ type: 'RotateSecret', ...aboutWebhook(request, context), keyId: this.secrets.keyId },
      previousUntil: context.now + overlapOf(request),
    };
  }

  respond({ result, content }: Outcome<NewSecret>): RotateWebhookSecretResponse {
    const secret = content ? this.secrets.secretOf(content.webhookId, content.secret) : null;
    return {
      rotateWebhookSecretResult: {
        result,
        ...(content && secret !== null && { secret, previousUntil: formatInstant(content.previousUntil) }),
      },
    };
  }
}

/** RotateWebhookSecret, with its messages. It has no SOAP door: the national service has no such contract. */
export const rotateWebhookSecret = declared('RotateWebhookSecret', {
  contract: RotateWebhookSecret,
  json: {
    isChange: true,
    refusals: refusalsOfWebhooks.rotation,
    summary: 'Gives a webhook a new secret',
    examples: { 'With overlap': oneWebhookExample },
  },
});
