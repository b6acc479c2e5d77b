import { newId } from '#platform';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { Receiver } from './receiver';
import { created, endOfFeed, OWN, registered, webhookSettings } from './webhooks';

const DAY = 86_400_000;

let service: InProcessService;
let receiver: Receiver;
let turned = 0;

beforeAll(async () => {
  service = await startInProcess(webhookSettings, () => Date.now() + turned);
  receiver = await Receiver.start();
});
afterAll(async () => {
  await service.close();
  await receiver.close();
});

it('secrets and redeliveries of a webhook are asked for so often in a day, and a removal always', async () => {
  const { webhookId } = await created(service.url, receiver.url);
  const ask = async (path: string) => call(service.url, path, { webhookId, careProviderId: OWN });
  for (const [path, most, text] of [
    ['rotate-webhook-secret', 10, 'Webhookens hemlighet kan bytas högst 10 gånger per dygn'],
    ['redeliver-webhook-messages', 100, 'Omsändning kan begäras högst 100 gånger per dygn för en webhook'],
  ] as const) {
    for (let count = 0; count < most; count += 1) expect(await ask(path)).toMatchObject({ status: 200 });
    const { status, body } = await ask(path);
    expect([status, JSON.stringify(body)]).toEqual([409, expect.stringContaining(text)]);
    expect(JSON.stringify(body)).toContain('INVALIDSTATE');
  }
  turned += DAY;
  expect(await ask('rotate-webhook-secret')).toMatchObject({ status: 200 });
  expect(await ask('remove-webhook')).toMatchObject({ status: 200 });
});

it('a cursor of another history is refused at once, and nothing is created', async () => {
  await registered(service.url, 1);
  const cursor = await endOfFeed(service.url);
  const create = (more: object) =>
    call(service.url, 'create-webhook', {
      webhookId: newId(),
      careProviderId: OWN,
      address: receiver.url,
      ...more,
    });
  const other = `${cursor.slice(0, -1)}${cursor.endsWith('0') ? '1' : '0'}`;
  for (const refused of [
    { cursor: other },
    { cursor: `zz${cursor}` },
    { cursor, careProviderId: 'SE165565594230-2000' },
  ]) {
    const { status, body } = await create(refused);
    expect([status, body]).toMatchObject([
      400,
      {
        createWebhookResult: { result: { resultCode: 'VALIDATION_ERROR' } },
        errors: [{ element: 'cursor' }],
      },
    ]);
  }
  const { body } = await call(service.url, 'get-webhooks', { careProviderId: OWN });
  expect(body).toMatchObject({ getWebhooksResult: { webhooks: [] } });
  expect(await create({ cursor })).toMatchObject({ status: 200 });
});

it('a refusal with an idempotency key writes nothing, and is not remembered', async () => {
  const { webhookId } = await created(service.url, receiver.url);
  const one = { webhookId, careProviderId: OWN };
  const creation = { ...one, address: receiver.url };
  const fresh = () => ({ ...creation, webhookId: newId() });
  const position = async () =>
    Number((await call(service.url, 'redeliver-webhook-messages', one)).headers.get('x-ledger-position'));
  for (let count = 0; count < 10; count += 1) await call(service.url, 'rotate-webhook-secret', one);
  const refused = [
    ['rotate-webhook-secret', one, 409],
    ['redeliver-webhook-messages', { careProviderId: OWN, webhookId: newId() }, 404],
    ['remove-webhook', { careProviderId: OWN, webhookId: newId() }, 404],
    ['create-webhook', { ...creation, address: `${receiver.url}/other` }, 409],
    ['create-webhook', { ...fresh(), cursor: '999999-3f0c1c9a52f1' }, 400],
  ] as const;
  const keys = refused.map(() => ({ 'idempotency-key': newId() }));
  const before = await position();
  for (const [index, [path, body, expected]] of refused.entries())
    expect([path, (await call(service.url, path, body, keys[index])).status]).toEqual([path, expected]);
  expect(await position()).toBe(before + 1);
  turned += DAY;
  expect(await call(service.url, 'rotate-webhook-secret', one, keys[0])).toMatchObject({ status: 200 });
  for (const key of keys.slice(1))
    expect(await call(service.url, 'create-webhook', fresh(), key)).toMatchObject({ status: 200 });
});
