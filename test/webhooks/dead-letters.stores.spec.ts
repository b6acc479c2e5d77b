import { call } from '../support/call';
import { storesOfThisRun } from '../support/live-ledger';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { Receiver } from './receiver';
import { emptyStore, type EmptyStore } from './store-settings';
import { created, OWN, registered, seen, until, webhookSettings } from './webhooks';

const DAY = 86_400_000;

describe.each(storesOfThisRun)('webhooks on %s', (kind) => {
  let store: EmptyStore;
  let service: InProcessService;
  let receiver: Receiver;
  let turned = 0;

  beforeAll(async () => {
    store = await emptyStore(kind);
    service = await startInProcess({ ...webhookSettings, ...store.settings }, () => Date.now() + turned);
    receiver = await Receiver.start();
  });
  afterAll(async () => {
    await service.close();
    await store.close();
    await receiver.close();
  });

  const tries = (assertionId: string) =>
    receiver.received.filter(({ data }) => data.assertionId === assertionId).length;

  const isTaken = (assertionId: string) =>
    receiver.taken.some(({ data }) => data.assertionId === assertionId);

  it('a message that is not taken for three days is given up, holds up no other, and is sent again on request', async () => {
    const { webhookId } = await created(service.url, receiver.url);
    receiver.answer = () => 500;
    const refused = await registered(service.url, 1);
    await until(() => tries(refused) >= 1);
    receiver.answer = ({ data }) => (data.assertionId === refused ? 500 : 204);
    const other = await registered(service.url, 2);
    await until(() => isTaken(other));
    turned += 3 * DAY;
    await until(async () => (await seen(service.url, webhookId)).deadLetters.length === 1);
    const [letter] = (await seen(service.url, webhookId)).deadLetters;
    expect(letter).toMatchObject({ assertionId: refused, change: 'registered' });

    const before = tries(refused);
    turned += DAY;
    const later = await registered(service.url, 3);
    await until(() => isTaken(later));
    expect(tries(refused)).toBe(before);

    receiver.answer = () => 204;
    const { messageId } = letter!;
    const asked = { webhookId, careProviderId: OWN, messageId };
    expect(await call(service.url, 'redeliver-webhook-messages', asked)).toMatchObject({ status: 200 });
    await until(() => isTaken(refused));
    expect(receiver.taken.at(-1)).toMatchObject({ id: messageId, data: { assertionId: refused } });
    await until(async () => (await seen(service.url, webhookId)).deadLetters.length === 0);
  });
});
