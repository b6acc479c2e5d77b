import { Inject, Injectable } from '@nestjs/common';
import type { Provenance } from '#consent';
import { NO_POSITION, type EventStore } from '#event-store';
import {
  CommandHandler,
  type CommandOutcome,
  type CommandRequest,
  type EventCodec,
  type Refused,
} from '#ledger';
import type { Config } from '#platform';
import {
  beginning,
  decideWebhook,
  decodeProgress,
  decodeWebhook,
  encodeWebhook,
  evolveWebhooks,
  noWebhooks,
  progressStream,
  webhookKey,
  WEBHOOKS_STREAM,
  type ClaimedProgress,
  type Webhook,
  type WebhookCommand,
  type WebhookEvent,
  type WebhookRejection,
  type Webhooks,
} from '#webhooks';
import { AUDIT_STORE, CONFIG, EVENT_STORE } from '../surroundings/tokens';

/** How far the deliveries of a webhook have come, as the log has it. */
export interface KeptProgress extends ClaimedProgress {
  /** Of its newest note; `null`: there is none yet. */
  readonly revision: number | null;
}

/** The webhooks of the ledger, and how far the deliveries of each have come. */
@Injectable()
export class WebhookRegistry {
  /** Whether the service has webhooks: without the setting, none is created or changed. */
  readonly isOn: boolean;
  private readonly commands: CommandHandler<WebhookCommand, Webhooks, WebhookEvent, WebhookRejection>;
  private known: Webhooks = noWebhooks;
  private nextRevision = 0;
  private reading: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(AUDIT_STORE) private readonly auditStore: EventStore,
    @Inject(CONFIG) { WEBHOOKS }: Config,
  ) {
    this.isOn = WEBHOOKS;
    const decider = { initialState: noWebhooks, evolve: evolveWebhooks, decide: decideWebhook };
    this.commands = new CommandHandler(store, decider);
  }

  /** @throws StoreUnavailable @throws UnknownWebhookEvent */
  async execute(
    command: WebhookCommand,
    provenance: Provenance,
  ): Promise<CommandOutcome<WebhookRejection | 'webhooks-off'>> {
    return this.isOn ? this.commands.handle(requestFor(command, provenance), codecFor(provenance)) : off;
  }

  /** The refusal that `execute` would answer now, else `null`. Writes nothing. @throws StoreUnavailable @throws UnknownWebhookEvent */
  async refusal(
    command: WebhookCommand,
    provenance: Provenance,
  ): Promise<Refused<WebhookRejection | 'webhooks-off'> | null> {
    return this.isOn ? this.commands.refusal(requestFor(command, provenance), codecFor(provenance)) : off;
  }

  /** All that there are now. @throws StoreUnavailable @throws UnknownWebhookEvent */
  async all(): Promise<Webhooks> {
    const reading = this.reading.catch(() => undefined).then(() => this.readOn());
    this.reading = reading;
    await reading;
    return this.known;
  }

  async find(webhookId: string): Promise<Webhook | undefined> {
    return (await this.all()).get(webhookKey(webhookId));
  }

  /** @throws StoreUnavailable @throws UnknownProgress */
  async progressOf({ webhookId, cursor }: Webhook): Promise<KeptProgress> {
    const stream = progressStream(webhookId);
    const [newest] = await this.auditStore.readStream(stream, { direction: 'backwards', limit: 1 });
    if (newest) return { ...decodeProgress(newest), revision: newest.revision };
    return { progress: beginning(cursor), holder: '', heldUntil: 0, revision: null };
  }

  private async readOn(): Promise<void> {
    for (const stored of await this.store.readStream(WEBHOOKS_STREAM, { from: this.nextRevision })) {
      this.known = evolveWebhooks(this.known, decodeWebhook(stored));
      this.nextRevision = stored.revision + 1;
    }
  }
}

const off: Refused<'webhooks-off'> = { accepted: false, rejection: 'webhooks-off', position: NO_POSITION };

const requestFor = (command: WebhookCommand, { commandId }: Provenance): CommandRequest<WebhookCommand> => ({
  stream: WEBHOOKS_STREAM,
  command,
  commandId,
  startsStream: false,
});

const codecFor = (provenance: Provenance): EventCodec<WebhookEvent> => ({
  encode: (event) => encodeWebhook(event, provenance),
  decode: decodeWebhook,
});
