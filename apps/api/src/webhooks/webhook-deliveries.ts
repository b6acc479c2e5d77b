import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { EventStore } from '#event-store';
import { ReadModelUpdater } from '#ledger';
import { newRandomId } from '#platform';
import { webhookKey, type Webhook } from '#webhooks';
import { AUDIT_STORE } from '../surroundings/tokens';
import { Courier } from './courier';
import { DeliveryParts } from './delivery-parts';
import { ProgressInLog } from './progress-in-log';
import { WebhookRegistry } from './webhook-registry';

/** How often it is looked whether something is due, in milliseconds. The ledger wakes nobody when a pause is over. */
const LOOK_MS = 1_000;

/** What keeps one webhook is tried again after this long, in milliseconds. */
const AFTER_TROUBLE_MS = 5_000;

/** How many times as long as a receiver may take a process holds a webhook. */
const CLAIM = 4;

interface Running {
  readonly courier: Courier;
  running: Promise<void> | null;
  hasRung: boolean;
  quietUntil: number;
}

/** Delivers all webhooks, each by a courier of its own, so that a slow receiver keeps no other waiting. */
@Injectable()
export class WebhookDeliveries implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly holder = newRandomId();
  private readonly couriers = new Map<string, Running>();
  private timer: NodeJS.Timeout | undefined;
  private forget: () => void = () => undefined;
  private looking: Promise<void> | null = null;
  private mayHaveChanged = true;
  private isStopping = false;
  /** What keeps each webhook, by its id, and the registry (no id). */
  private readonly troubles = new Map<string, string>();

  constructor(
    private readonly parts: DeliveryParts,
    private readonly registry: WebhookRegistry,
    private readonly updater: ReadModelUpdater<unknown>,
    @Inject(AUDIT_STORE) private readonly auditStore: EventStore,
  ) {}

  onApplicationBootstrap(): void {
    const { WEBHOOKS, WEBHOOK_DELIVERY } = this.parts.config;
    if (!WEBHOOKS || !WEBHOOK_DELIVERY) return;
    this.timer = setInterval(this.look, LOOK_MS).unref();
    this.forget = this.updater.onApplied(() => {
      this.mayHaveChanged = true;
      this.look();
    });
    this.look();
  }

  /** What is being sent is cut off, and sent again by whichever process delivers next. */
  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    this.forget();
    await this.looking;
    const all = [...this.couriers.values()];
    for (const { courier } of all) courier.stop();
    await Promise.all(all.flatMap(({ running }) => running ?? []));
    await Promise.all(all.map(({ courier }) => this.release(courier)));
  }

  private readonly look = (): void => {
    if (this.isStopping) return;
    this.looking ??= this.lookOnce().finally(() => (this.looking = null));
  };

  private async lookOnce(): Promise<void> {
    if (this.mayHaveChanged) await this.readRegistry();
    for (const one of this.couriers.values()) this.wake(one);
  }

  private async readRegistry(): Promise<void> {
    this.mayHaveChanged = false;
    try {
      for (const [key, webhook] of await this.registry.all()) this.take(key, webhook);
      this.troubles.delete(troubleKey());
    } catch (error) {
      this.mayHaveChanged = true;
      this.complain('Webhooks cannot be read. It is tried again.', error as Error);
    }
  }

  private take(key: string, webhook: Webhook): void {
    const known = this.couriers.get(key);
    if (known) known.courier.webhook = webhook;
    else if (!webhook.isRemoved) this.couriers.set(key, this.newCourier(webhook));
    if (known && webhook.isRemoved) {
      known.courier.stop();
      this.couriers.delete(key);
    }
  }

  private newCourier(webhook: Webhook): Running {
    const claimMs = CLAIM * this.parts.config.WEBHOOK_TIMEOUT_MS;
    const { registry, auditStore, holder } = this;
    const progress = new ProgressInLog(webhook, { registry, auditStore, holder, claimMs });
    return {
      courier: new Courier(webhook, progress, this.parts),
      running: null,
      hasRung: false,
      quietUntil: 0,
    };
  }

  private wake(one: Running): void {
    one.hasRung = true;
    if (one.running || performance.now() < one.quietUntil) return;
    one.running = this.run(one).finally(() => (one.running = null));
  }

  /** A ring during a delivery is heeded behind it. */
  private async run(one: Running): Promise<void> {
    try {
      while (one.hasRung && !this.isStopping) {
        one.hasRung = false;
        await one.courier.deliver();
        this.troubles.delete(troubleKey(one.courier.webhook));
      }
    } catch (error) {
      one.courier.progress.forget();
      one.quietUntil = performance.now() + AFTER_TROUBLE_MS;
      this.complain('A webhook cannot be delivered. It is tried again.', error as Error, one.courier.webhook);
    }
  }

  private async release({ progress }: Courier): Promise<void> {
    await progress.release(this.parts.clock()).catch(() => undefined);
  }

  /** The same trouble is said once, until it is over. */
  private complain(what: string, { name, message }: Error, webhook?: Webhook): void {
    const key = troubleKey(webhook);
    if (this.troubles.get(key) !== name)
      this.parts.log.error(what, { ...(webhook && { webhookId: webhook.webhookId }), cause: message });
    this.troubles.set(key, name);
  }
}

const troubleKey = (webhook?: Webhook): string => (webhook ? webhookKey(webhook.webhookId) : '');
