import { EmbeddedEventStore } from '#event-store';
import { AllowedAddresses, decodeProgress, evolveWebhooks, noWebhooks, progressStream } from '#webhooks';
import { beginning, type Webhook } from '#webhooks';
import { Courier, type CourierParts } from '../../apps/api/src/webhooks/courier';
import { ProgressInLog } from '../../apps/api/src/webhooks/progress-in-log';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { Receiver } from './receiver';
import { until } from './webhooks';

const TIMEOUT_MS = 60_000;
const NOW = Date.UTC(2026, 2, 2, 9);
const cursors = ['0-a', '1-a', '2-a'];

let folder: TemporaryFolder;
let store: EmbeddedEventStore;
let receiver: Receiver;

beforeEach(async () => {
  folder = await temporaryFolder();
  store = await EmbeddedEventStore.open(folder.path);
  receiver = await Receiver.start();
});
afterEach(async () => {
  await receiver.close();
  await store.close();
  await folder.remove();
});

const webhookAt = (address: string): Webhook => {
  const webhookId = '0195a3c4-0000-7000-8000-000000000001';
  const event = {
    webhookId,
    systemId: 'S',
    careProviderId: 'P',
    address,
    version: 1,
    keyId: 'k',
    recordedAt: 0,
  };
  return evolveWebhooks(noWebhooks, { type: 'WebhookCreated', ...event }).get(webhookId)!;
};

const changes = cursors.map((_, position) => ({
  ...{ position, mark: 'a', assertionId: `consent-${position}`, recordedAt: NOW },
  what: { change: 'cancelled' as const },
}));

const after = (cursor: string | undefined) => changes.slice(cursors.indexOf(cursor ?? '') + 1);

/** A process that delivers the webhook, whose clock is so far ahead. */
function processAhead(ahead: number, webhook: Webhook, holder: string): Courier {
  const clock = () => NOW + ahead;
  const parts = {
    ...{
      clock,
      config: { WEBHOOK_TIMEOUT_MS: TIMEOUT_MS },
      log: { info: () => undefined, warn: () => undefined },
    },
    allowed: new AllowedAddresses(['127.0.0.0/8'], true),
    secrets: { secretOf: () => `whsec_${Buffer.alloc(32, 7).toString('base64')}` },
    subscribers: { contextOf: () => ({}) },
    changes: {
      demandHistory: () => Promise.resolve(),
      glance: (_: Webhook, cursor?: string) => ({ hasMore: after(cursor).length > 0 }),
      after: (_: Webhook, cursor?: string) => Promise.resolve(after(cursor)),
    },
  };
  const progressOf = async () => {
    const [newest] = await store.readStream(progressStream(webhook.webhookId), {
      direction: 'backwards',
      limit: 1,
    });
    if (newest) return { ...decodeProgress(newest), revision: newest.revision };
    return { progress: beginning(undefined), holder: '', heldUntil: 0, revision: null };
  };
  const claimMs = 4 * TIMEOUT_MS;
  const progress = new ProgressInLog(webhook, {
    registry: { progressOf },
    auditStore: store,
    holder,
    claimMs,
  });
  return new Courier(webhook, progress, parts as unknown as CourierParts);
}

/** One process has sent a message that is not answered yet, and the other one looks. @returns how many messages came by then. */
async function whileOneWaits(
  ahead: number,
): Promise<{ readonly came: number; readonly goOn: () => Promise<void> }> {
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  let came = 0;
  receiver.answer = async () => {
    came += 1;
    if (came === 1) await answered;
    return 204;
  };
  const webhook = webhookAt(receiver.url);
  const [first, second] = [processAhead(0, webhook, 'first'), processAhead(ahead, webhook, 'second')];
  const sent = first.deliver();
  await until(() => came === 1);
  await second.deliver();
  const before = came;
  const goOn = async () => {
    answer();
    await sent;
    await first.deliver();
    await second.deliver();
  };
  return { came: before, goOn };
}

const taken = () => receiver.taken.map(({ id }) => id.split('_').at(-1));

it.each([-TIMEOUT_MS, 0, TIMEOUT_MS])(
  'of two processes whose clocks differ by %i ms, one at a time sends',
  async (ahead) => {
    const { came, goOn } = await whileOneWaits(ahead);
    expect(came).toBe(1);
    await goOn();
    expect([taken(), receiver.received.length]).toEqual([cursors, 3]);
  },
);

it('of two processes whose clocks differ by more than a claim, both may send, and nothing is lost', async () => {
  const { came, goOn } = await whileOneWaits(5 * TIMEOUT_MS);
  expect(came).toBe(4);
  await goOn();
  expect(taken()).toEqual(cursors);
});
