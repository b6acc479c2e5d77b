import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  decodeProgress,
  decodeWebhook,
  encodeProgress,
  encodeWebhook,
  UnknownProgress,
  UnknownWebhookEvent,
  webhookEventTypes,
  type ClaimedProgress,
  type WebhookEvent,
} from '.';

const recordedAt = Date.UTC(2026, 2, 2, 9);
const webhookId = '0195a3c4-0000-7000-8000-000000000001';
const keyId = '0011223344556677';

const events: Readonly<Record<string, WebhookEvent>> = {
  'WebhookCreated.v1': {
    type: 'WebhookCreated',
    webhookId,
    systemId: 'SE165565594230-EHR',
    careProviderId: 'SE165565594230-1000',
    address: 'https://records.example.org/consent-changes',
    cursor: '4-3f0c1c9a52f1',
    version: 1,
    keyId,
    recordedAt,
  },
  'WebhookSecretRotated.v1': {
    type: 'WebhookSecretRotated',
    webhookId,
    version: 2,
    keyId,
    previousUntil: recordedAt + 86_400_000,
    recordedAt,
  },
  'WebhookRedeliveryAsked.v1': {
    type: 'WebhookRedeliveryAsked',
    webhookId,
    messageId: `msg_${webhookId}_5-3f0c1c9a52f1`,
    recordedAt,
  },
  'WebhookRemoved.v1': { type: 'WebhookRemoved', webhookId, recordedAt },
};

const provenance = {
  commandId: '0195a3c4-0000-7000-8000-000000000002',
  correlationId: '0195a3c4-0000-7000-8000-000000000003',
  door: 'json' as const,
  systemId: 'SE165565594230-EHR',
};

const progressed: ClaimedProgress = {
  progress: {
    cursor: '6-3f0c1c9a52f1',
    undelivered: [
      {
        after: '4-3f0c1c9a52f1',
        cursor: '5-3f0c1c9a52f1',
        assertionId: '3f0c1c9a-52f1-4f5e-9d55-0a5bb1a1c0de',
        change: 'ended',
        since: recordedAt - 1,
        firstFailedAt: recordedAt,
        failedAt: recordedAt + 5_000,
        failures: 2,
        retryAt: recordedAt + 15_000,
        isDead: true,
      },
    ],
    redeliveries: 1,
    failures: 2,
    failingSince: recordedAt,
    failure: 'status-500',
    retryAt: recordedAt + 15_000,
    deliveredAt: recordedAt - 60_000,
  },
  holder: '0195a3c4-0000-4000-8000-000000000004',
  heldUntil: recordedAt + 40_000,
};

const golden = (type: string): object =>
  JSON.parse(readFileSync(join(__dirname, 'golden', `${type}.json`), 'utf8')) as object;

const place = { stream: 'webhooks', revision: 3 };

it('there is an example of every stored name', () => {
  expect(Object.keys(events).sort()).toEqual([...webhookEventTypes].sort());
});

it.each(Object.entries(events))('%s is written as it always was, and read as it was meant', (type, event) => {
  const written = encodeWebhook(event, provenance);
  expect(written).toEqual({ type, data: golden(type), metadata: provenance });
  expect(decodeWebhook({ type, data: golden(type), ...place })).toEqual(event);
});

it('a note of how far a webhook has come is written as it always was, and read as it was meant', () => {
  const type = 'WebhookProgressed.v1';
  expect(encodeProgress(progressed)).toEqual({ type, data: golden(type), metadata: {} });
  expect(decodeProgress({ type, data: golden(type), ...place })).toEqual(progressed);
});

it.each(['WebhookCreated.v2', 'WebhookCreated', 'ConsentRegistered.v1'])(
  'it is not guessed what %s may be',
  (type) => {
    expect(() => decodeWebhook({ type, data: {}, ...place })).toThrow(UnknownWebhookEvent);
    expect(() => decodeProgress({ type, data: {}, ...place })).toThrow(UnknownProgress);
  },
);
