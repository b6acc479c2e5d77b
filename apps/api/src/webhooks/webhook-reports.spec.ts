import { beginning, type Webhook } from '#webhooks';
import { Metrics } from '../observability/metrics';
import type { DeliveryParts } from './delivery-parts';
import { webhooksWith } from './given/webhooks';
import type { WebhookRegistry } from './webhook-registry';
import { WebhookReports } from './webhook-reports';

const NOW = Date.UTC(2026, 2, 2, 9);
const [known, behind] = [
  '0195a3c4-0000-7000-8000-000000000001',
  '0195a3c4-0000-7000-8000-000000000002',
] as const;

const webhooks = webhooksWith([known, behind]);

/** Webhooks whose changes a test counts the readings of. */
class Counted {
  readonly metrics = new Metrics();
  changes = [{ recordedAt: NOW - 5_000 }];
  private reads: string[] = [];

  constructor() {
    const glance = ({ webhookId }: Webhook) => {
      this.reads.push(`changes of ${webhookId}`);
      return webhookId === known ? { changes: this.changes, hasMore: false } : null;
    };
    const parts = {
      ...{ clock: () => NOW, secrets: { secretOf: () => 'whsec_' }, subscribers: { contextOf: () => ({}) } },
      changes: { glance, look: () => new Promise(() => undefined) },
    };
    const progressOf = ({ webhookId }: Webhook) => {
      this.reads.push(`progress of ${webhookId}`);
      return Promise.resolve({ progress: beginning(undefined), holder: '', heldUntil: 0, revision: null });
    };
    const registry = { isOn: true, all: () => Promise.resolve(webhooks), progressOf };
    new WebhookReports(
      registry as unknown as WebhookRegistry,
      parts as unknown as DeliveryParts,
      this.metrics,
    );
  }

  /** The values of a scrape that are not 0, and what was read for it. */
  async scrape(): Promise<{ readonly values: readonly string[]; readonly reads: readonly string[] }> {
    this.reads = [];
    const lines = (await this.metrics.registry.metrics()).split('\n');
    const values = lines.filter((line) => line.startsWith('consent_webhook') && !line.endsWith(' 0'));
    return { values, reads: this.reads };
  }
}

it('a scrape reads each webhook once, waits for no read model, and the next one reads again', async () => {
  const counted = new Counted();
  const once = [known, behind].flatMap((id) => [`progress of ${id}`, `changes of ${id}`]);
  const states = ['consent_webhooks{state="delivering"} 1', 'consent_webhooks{state="other-history"} 1'];
  const first = await counted.scrape();
  expect(first.values).toEqual([
    'consent_webhook_messages{state="pending"} 1',
    'consent_webhook_oldest_message_age_seconds{state="pending"} 5',
    ...states,
  ]);
  expect([...first.reads].sort()).toEqual([...once].sort());
  counted.changes = [];
  const second = await counted.scrape();
  expect(second.values).toEqual(states);
  expect(second.reads).toHaveLength(once.length);
});
