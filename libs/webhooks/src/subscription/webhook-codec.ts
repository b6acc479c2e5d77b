import { formatInstant, parseInstant, type Provenance } from '#consent';
import type { NewEvent, StoredEvent } from '#event-store';
import type { WebhookEvent } from './webhook-event';

/** The stream of all webhooks. There are few, and every process has to know them all. */
export const WEBHOOKS_STREAM = 'webhooks';

/** An event of webhooks that this build does not know: an older build on a newer ledger must stop, not guess. */
export class UnknownWebhookEvent extends Error {
  override readonly name = 'UnknownWebhookEvent';
}

type Type = WebhookEvent['type'];
type Fields = Readonly<Record<string, unknown>>;

/** The instants of each event, which are stored as UTC text. */
const instantsOf: Readonly<Record<Type, readonly string[]>> = {
  WebhookCreated: ['recordedAt'],
  WebhookSecretRotated: ['previousUntil', 'recordedAt'],
  WebhookRedeliveryAsked: ['recordedAt'],
  WebhookRemoved: ['recordedAt'],
};

const VERSION = '.v1';

/** The stored names; every version ever written stays readable here for good, held by a golden file each. */
export const webhookEventTypes: readonly string[] = Object.keys(instantsOf).map((type) => type + VERSION);

const withInstants = (fields: Fields, type: Type, change: (instant: never) => unknown): Fields => ({
  ...fields,
  ...Object.fromEntries(instantsOf[type].map((name) => [name, change(fields[name] as never)])),
});

/** How an event is written: the newest version of its stored form. */
export function encodeWebhook(
  { type, ...fields }: WebhookEvent,
  { commandId, correlationId, door, systemId, proof }: Provenance,
): Omit<NewEvent, 'id'> {
  return {
    type: type + VERSION,
    data: withInstants(fields, type, formatInstant),
    metadata: { commandId, correlationId, door, systemId, ...(proof && { proof }) },
  };
}

/** An event as it was meant. @throws UnknownWebhookEvent when it is of another kind, or newer than this build. */
export function decodeWebhook({
  type,
  data,
  stream,
  revision,
}: Pick<StoredEvent, 'type' | 'data' | 'stream' | 'revision'>): WebhookEvent {
  if (!webhookEventTypes.includes(type))
    throw new UnknownWebhookEvent(`This build cannot read ${type} at revision ${revision} of ${stream}.`);
  const name = type.slice(0, -VERSION.length) as Type;
  return { ...withInstants(data as Fields, name, parseInstant), type: name } as unknown as WebhookEvent;
}
