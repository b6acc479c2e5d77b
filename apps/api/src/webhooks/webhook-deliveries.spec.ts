import type { EventStore } from '#event-store';
import type { ReadModelUpdater } from '#ledger';
import { beginning, UnknownProgress, type Webhook } from '#webhooks';
import type { DeliveryParts } from './delivery-parts';
import { webhooksWith } from './given/webhooks';
import { WebhookDeliveries } from './webhook-deliveries';
import type { WebhookRegistry } from './webhook-registry';

const [kept, unreadable] = [
  '0195a3c4-0000-7000-8000-000000000001',
  '0195a3c4-0000-7000-8000-000000000002',
] as const;

const webhooks = webhooksWith([kept, unreadable]);

const MINUTE = 60_000;

/** Deliveries whose registry and notes fail as a test says, and what they log. */
class Watched {
  readonly logged: string[] = [];
  readonly read: string[] = [];
  failingRegistry: Error | null = null;
  failingProgress: Error | null = new UnknownProgress('This build cannot read it.');
  ring: () => void = () => undefined;
  private readonly deliveries: WebhookDeliveries;

  constructor() {
    const log = {
      error: (what: string, { webhookId = '' }: { webhookId?: string }) => this.logged.push(what + webhookId),
    };
    const parts = {
      config: { WEBHOOKS: true, WEBHOOK_DELIVERY: true, WEBHOOK_TIMEOUT_MS: 1_000 },
      ...{
        log,
        clock: () => 0,
        secrets: { secretOf: () => 'whsec_' },
        subscribers: { contextOf: () => ({}) },
      },
      changes: { demandHistory: () => Promise.resolve(), glance: () => ({ hasMore: false }) },
    };
    this.deliveries = new WebhookDeliveries(
      parts as unknown as DeliveryParts,
      this.registry() as unknown as WebhookRegistry,
      {
        onApplied: (ring: () => void) => ((this.ring = ring), () => undefined),
      } as unknown as ReadModelUpdater<unknown>,
      {} as EventStore,
    );
    this.deliveries.onApplicationBootstrap();
  }

  private registry() {
    return {
      all: () => (this.failingRegistry ? Promise.reject(this.failingRegistry) : Promise.resolve(webhooks)),
      progressOf: ({ webhookId }: Webhook) => {
        this.read.push(webhookId);
        if (webhookId === unreadable && this.failingProgress) return Promise.reject(this.failingProgress);
        return Promise.resolve({ progress: beginning(undefined), holder: '', heldUntil: 0, revision: null });
      },
    };
  }

  async goesOn(milliseconds: number): Promise<void> {
    this.ring();
    await jest.advanceTimersByTimeAsync(milliseconds);
  }

  end = () => this.deliveries.onModuleDestroy();
}

let watched: Watched;
beforeEach(() => {
  jest.useFakeTimers();
  watched = new Watched();
});
afterEach(async () => {
  await watched.end();
  jest.useRealTimers();
});

it('webhooks that cannot be read are logged once, however often it is tried, and again when it happens again', async () => {
  const said = () => watched.logged.filter((line) => line.startsWith('Webhooks cannot be read.'));
  watched.failingRegistry = new Error('No connection.');
  await watched.goesOn(MINUTE);
  expect(said()).toHaveLength(1);
  watched.failingRegistry = null;
  await watched.goesOn(MINUTE);
  watched.failingRegistry = new Error('No connection.');
  await watched.goesOn(MINUTE);
  expect(said()).toHaveLength(2);
});

it('a webhook that cannot be delivered is logged once, and the others go on', async () => {
  await watched.goesOn(MINUTE);
  expect(watched.read.filter((one) => one === unreadable).length).toBeGreaterThan(5);
  expect(watched.read).toContain(kept);
  expect(watched.logged).toEqual([`A webhook cannot be delivered. It is tried again.${unreadable}`]);
  watched.failingProgress = null;
  await watched.goesOn(MINUTE);
  expect(watched.logged).toHaveLength(1);
});
