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
