import { Injectable, type Type } from '@nestjs/common';
import { createValidator, messagesOf, type ContractRequest, type ResultResponse } from '#contracts';
import type { WebhookCommand } from '#webhooks';
import type { Contract, Outcome, Repeatable } from '../../contract/contract';
import type { RequestContext } from '../../contract/request-context';
import { aboutWebhook, repeatableWebhookCommand, webhookOutcome } from '../../contract/webhook-outcomes';
import { WebhookRegistry } from '../../webhooks/webhook-registry';

type Name = 'RedeliverWebhookMessages' | 'RemoveWebhook';
type Special =
  { readonly type: 'RedeliverMessages'; readonly messageId?: string } | { readonly type: 'RemoveWebhook' };

/** Makes a contract that changes a webhook, and answers no more than how it went. */
export function webhookCommandContract<N extends Name>(
  name: N,
  specialOf: (request: ContractRequest<N>) => Special,
): Type<Contract<ContractRequest<N>>> {
  type Request = ContractRequest<N>;

  const commandOf = (request: Request, context: RequestContext): WebhookCommand => ({
    ...aboutWebhook(request, context),
    ...specialOf(request),
  });

  @Injectable()
  class WebhookCommandContract implements Contract<Request, object, ResultResponse> {
    readonly name = name;
    readonly kind = 'command';
    readonly validate = createValidator(messagesOf[name].request).validate;

    constructor(private readonly registry: WebhookRegistry) {}

    careProviderOf({ careProviderId }: Request): string {
      return careProviderId;
    }

    async run(request: Request, context: RequestContext): Promise<Outcome> {
      const outcome = await this.registry.execute(commandOf(request, context), context.provenance);
      return webhookOutcome(outcome, request);
    }

    repeatable(request: Request, context: RequestContext): Repeatable {
      const command = commandOf(request, context);
      return repeatableWebhookCommand(command, () => this.registry.refusal(command, context.provenance));
    }

    respond = ({ result }: Outcome): ResultResponse => ({ result });
  }
  return WebhookCommandContract;
}
