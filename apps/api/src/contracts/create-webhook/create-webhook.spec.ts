import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Provenance } from '#consent';
import { EmbeddedEventStore } from '#event-store';
import { newId, readConfig } from '#platform';
import type { WebhookSecrets } from '#webhooks';
import type { RequestContext } from '../../contract/request-context';
import type { AllowedReceivers } from '../../webhooks/allowed-receivers';
import type { ChangesToSend } from '../../webhooks/changes-to-send';
import { WebhookRegistry } from '../../webhooks/webhook-registry';
import { CreateWebhook } from './create-webhook.contract';

let folder: string;
let store: EmbeddedEventStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'consent-ledger-'));
  store = await EmbeddedEventStore.open(folder);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const systemId = 'SE165565594230-W';
const request = {
  webhookId: newId(),
  careProviderId: 'SE165565594230-1000',
  address: 'https://receiver.example/',
};

function contextOf(commandId: string): RequestContext {
  const provenance: Partial<Provenance> = { commandId, systemId, correlationId: newId(), door: 'json' };
  return { now: Date.parse('2026-03-02T08:00:00Z'), provenance } as RequestContext;
}

function contract(): CreateWebhook {
  const registry = new WebhookRegistry(store, store, readConfig({ DATA_DIR: folder, WEBHOOKS: 'true' }));
  const anywhere = { mayBe: () => true } as unknown as AllowedReceivers;
  const wholeHistory = { look: async () => ({}) } as unknown as ChangesToSend;
  return new CreateWebhook(registry, anywhere, wholeHistory, { keyId: 'key' } as WebhookSecrets);
}

it('has the secret again when it is carried out again because its answer was lost, and for nobody else', async () => {
  const [command, another] = [newId(), newId()];
  const answers = [];
  for (const commandId of [command, command, another])
    answers.push(await contract().run(request, contextOf(commandId)));
  const [first, again, other] = answers;
  expect(first).toMatchObject({ result: { resultCode: 'OK' }, content: { webhookId: request.webhookId } });
  expect(again).toEqual(first);
  expect(other).toMatchObject({ result: { resultCode: 'OK' } });
  expect(other).not.toHaveProperty('content');
});
