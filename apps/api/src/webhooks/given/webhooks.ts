import { evolveWebhooks, noWebhooks, type Webhooks } from '#webhooks';

/** Webhooks of one system at one care provider, by their ids. */
export const webhooksWith = (ids: readonly string[]): Webhooks =>
  ids.reduce(
    (all, webhookId) =>
      evolveWebhooks(all, {
        ...{ type: 'WebhookCreated', webhookId, recordedAt: 0, version: 1, keyId: 'k' },
        ...{
          systemId: 'SE165565594230-EHR',
          careProviderId: 'SE165565594230-1000',
          address: 'https://a.example/',
        },
      }),
    noWebhooks,
  );
