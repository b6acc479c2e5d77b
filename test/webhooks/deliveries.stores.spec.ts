import { Webhook } from 'standardwebhooks';
import { call } from '../support/call';
import { storesOfThisRun } from '../support/live-ledger';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { Receiver } from './receiver';
import { emptyStore, type EmptyStore } from './store-settings';
import { cancelled, created, endOfFeed, OWN, registered, seen, until, webhookSettings } from './webhooks';

const HOUR = 3_600_000;

describe.each(storesOfThisRun)('webhooks on %s', (kind) => {
  let store: EmptyStore;
  let service: InProcessService;
  let receiver: Receiver;
  let turned = 0;
  const clock = () => Date.now() + turned;

  beforeAll(async () => {
    store = await emptyStore(kind);
    service = await startInProcess({ ...webhookSettings, ...store.settings }, clock);
  });
  beforeEach(async () => {
    receiver = await Receiver.start();
  });
  afterEach(() => receiver.close());
  afterAll(async () => {
    await service.close();
    await store.close();
  });

  /** A webhook that begins at the end of the feed. */
  const begun = async () => created(service.url, receiver.url, { cursor: await endOfFeed(service.url) });

  it('sends each change in order, as the feed has it, signed so that the public package accepts it', async () => {
    const cursor = await endOfFeed(service.url);
    const { webhookId, secret } = await begun();
    const consents = [await registered(service.url, 1), await registered(service.url, 2)];
    await cancelled(service.url, consents[0]!);
    await until(() => receiver.taken.length === 3);
    const feed = await call(service.url, 'get-consent-changes', { careProviderId: OWN, cursor });
    const { changes } = (feed.body as { getConsentChangesResult: { changes: object[] } })
      .getConsentChangesResult;
    const sent = receiver.taken.map(({ body }) => JSON.parse(body) as { type: string; data: object });
    expect(sent.map(({ type }) => type)).toEqual([
      'consent.registered',
      'consent.registered',
      'consent.cancelled',
    ]);
    expect(sent.map(({ data }) => data)).toEqual(changes.map((change) => expect.objectContaining(change)));
    const verifier = new Webhook(secret);
    for (const { body, headers } of receiver.taken)
      expect(verifier.verify(body, headers as Record<string, string>)).toEqual(JSON.parse(body));
    await until(async () => !(await seen(service.url, webhookId)).hasMore);
    expect(await seen(service.url, webhookId)).toMatchObject({
      state: 'delivering',
      retried: 0,
      deadLetters: [],
    });
  });

  it('loses nothing while a receiver is down for an hour, and keeps the order', async () => {
    const { webhookId } = await begun();
    const first = await registered(service.url, 3);
    await until(() => receiver.taken.length === 1);
    receiver.down();
    const others = [await registered(service.url, 4), await registered(service.url, 5)];
    await cancelled(service.url, first);
    await cancelled(service.url, others[0]!);
    await until(async () => (await seen(service.url, webhookId)).state === 'failing');
    turned += HOUR;
    await until(async () => (await seen(service.url, webhookId)).retried > 1);
    receiver.up();
    turned += HOUR;
    await until(() => receiver.taken.length === 5);
    const changes = receiver.taken.map(({ data: { assertionId, change } }) => [assertionId, change]);
    expect(changes.slice(1).sort()).toEqual(
      [
        [others[0], 'registered'],
        [others[1], 'registered'],
        [first, 'cancelled'],
        [others[0], 'cancelled'],
      ].sort(),
    );
    const ofOne = receiver.taken.filter(({ data }) => data.assertionId === others[0]);
    expect(ofOne.map(({ data }) => data.change)).toEqual(['registered', 'cancelled']);
    await until(async () => (await seen(service.url, webhookId)).state === 'delivering');
  });
});
