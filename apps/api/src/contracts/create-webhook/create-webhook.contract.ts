import { Inject, Injectable } from '@nestjs/common';
import {
  createValidator,
  CreateWebhookDto,
  createWebhookExample,
  given,
  type CreateWebhookResponse,
  type Fault,
} from '#contracts';
import type { WebhookCommand, WebhookSecrets } from '#webhooks';
import { cursorFaults, ofAnotherHistory } from '../../contract/change-cursors';
import type { Contract, Outcome, Repeatable } from '../../contract/contract';
import { declared } from '../../contract/declared-contract';
import type { RequestContext } from '../../contract/request-context';
import {
  aboutWebhook,
  addressFaults,
  refusalsOfWebhooks,
  repeatableWebhookCommand,
  webhookOutcome,
  webhooksOff,
} from '../../contract/webhook-outcomes';
import { WEBHOOK_SECRETS } from '../../surroundings/tokens';
import { AllowedReceivers } from '../../webhooks/allowed-receivers';
import { ChangesToSend } from '../../webhooks/changes-to-send';
import { WebhookRegistry } from '../../webhooks/webhook-registry';

/** A new webhook. Its secret is no part of it: an outcome may be kept, and a secret may not. */
interface NewWebhook {
  readonly webhookId: string;
}

/** Begins to send a care provider's changes to an address of the caller. */
@Injectable()
export class CreateWebhook implements Contract<CreateWebhookDto, NewWebhook, CreateWebhookResponse> {
  readonly name = 'CreateWebhook';
  readonly kind = 'command';
  private readonly validator = createValidator(CreateWebhookDto);

  constructor(
    private readonly registry: WebhookRegistry,
    private readonly allowed: AllowedReceivers,
    private readonly changes: ChangesToSend,
    @Inject(WEBHOOK_SECRETS) private readonly secrets: WebhookSecrets,
  ) {}

  validate = (body: unknown): readonly Fault[] => {
    const faults = this.validator.validate(body);
    if (faults.length > 0) return faults;
    const request = body as CreateWebhookDto;
    return [...addressFaults(request, (address) => this.allowed.mayBe(address)), ...cursorFaults(request)];
  };

  careProviderOf({ careProviderId }: CreateWebhookDto): string {
    return careProviderId;
  }

  async run(request: CreateWebhookDto, context: RequestContext): Promise<Outcome<NewWebhook>> {
    if (!this.registry.isOn) return webhooksOff;
    const isThere = (await this.registry.find(request.webhookId)) !== undefined;
    if (!isThere && !(await this.holds(request))) return ofAnotherHistory();
    const command = this.commandOf(request, context);
    const outcome = await this.registry.execute(command, context.provenance);
    const isNew = outcome.accepted && outcome.hasChanged;
    return webhookOutcome(outcome, request, isNew ? { webhookId: command.webhookId } : undefined);
  }

  repeatable(request: CreateWebhookDto, context: RequestContext): Repeatable<NewWebhook> {
    const command = this.commandOf(request, context);
    const { essence, refusal } = repeatableWebhookCommand(command, () =>
      this.registry.refusal(command, context.provenance),
    );
    return { essence, refusal: async () => (await this.cursorRefusal(request)) ?? refusal() };
  }

  /** The refusal of a new webhook that would begin at a change of another history. */
  private async cursorRefusal(request: CreateWebhookDto): Promise<Outcome<never> | null> {
    if (!this.registry.isOn || (await this.registry.find(request.webhookId))) return null;
    return (await this.holds(request)) ? null : ofAnotherHistory();
  }

  /** Whether the history has the change that the webhook would begin behind. */
  private async holds(request: CreateWebhookDto): Promise<boolean> {
    return (await this.changes.look(request, given(request.cursor), 0)) !== null;
  }

  private commandOf(request: CreateWebhookDto, context: RequestContext): WebhookCommand {
    const cursor = given(request.cursor);
    return {
      ...{ type: 'CreateWebhook', ...aboutWebhook(request, context), address: request.address },
      ...{ ...(cursor !== undefined && { cursor }), keyId: this.secrets.keyId },
    };
  }

  respond({ result, content }: Outcome<NewWebhook>): CreateWebhookResponse {
    const first = { version: 1, keyId: this.secrets.keyId };
    const secret = content ? this.secrets.secretOf(content.webhookId, first) : null;
    return { createWebhookResult: { result, ...(secret !== null && { secret }) } };
  }
}

/** CreateWebhook, with its messages. It has no SOAP door: the national service has no such contract. */
export const createWebhook = declared('CreateWebhook', {
  contract: CreateWebhook,
  json: {
    isChange: true,
    refusals: refusalsOfWebhooks.creation,
    summary: "Has a care provider's changes sent to an address of the caller, signed",
    examples: { 'From the first change': createWebhookExample },
  },
});
