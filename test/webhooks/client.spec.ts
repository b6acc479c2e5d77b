import { ConsentClient } from '#client';
import { newId } from '#platform';
import { startInProcess } from '../support/in-process-service';
import { Receiver } from './receiver';
import { OWN, registered, until, webhookSettings } from './webhooks';

it('the client creates, lists, rotates, redelivers and removes webhooks', async () => {
  const service = await startInProcess(webhookSettings);
  const receiver = await Receiver.start();
  const client = new ConsentClient({ url: service.url });
  const one = { webhookId: newId(), careProviderId: OWN };
  const secret = expect.stringMatching(/^whsec_/) as string;
  const idempotencyKey = newId();
  const create = () => client.createWebhook({ ...one, address: receiver.url }, { idempotencyKey });
  expect(await create()).toMatchObject({ kind: 'answered', content: { secret } });
  await registered(service.url, 1);
  await until(() => receiver.taken.length === 1);
  expect(await client.getWebhooks({ careProviderId: OWN })).toMatchObject({
    kind: 'answered',
    content: { webhooks: [{ webhookId: one.webhookId, state: 'delivering' }] },
  });
  const rotated = await client.rotateWebhookSecret(one);
  expect(rotated).toMatchObject({ content: { secret, previousUntil: expect.any(String) } });
  expect(await client.redeliverWebhookMessages(one)).toMatchObject({ kind: 'answered', content: null });
  expect(await client.removeWebhook(one)).toMatchObject({ kind: 'answered', content: null });
  expect(await client.removeWebhook(one)).toMatchObject({ kind: 'refused', code: 'NOTFOUND' });
  client.close();
  await receiver.close();
  await service.close();
});

it('the client says as a refusal that a service has no webhooks', async () => {
  const service = await startInProcess({ WEBHOOKS: 'false' });
  const client = new ConsentClient({ url: service.url });
  const refused = { kind: 'refused', code: 'INVALIDSTATE' };
  expect(await client.getWebhooks({ careProviderId: OWN })).toMatchObject(refused);
  expect(await client.removeWebhook({ webhookId: newId(), careProviderId: OWN })).toMatchObject(refused);
  client.close();
  await service.close();
});
