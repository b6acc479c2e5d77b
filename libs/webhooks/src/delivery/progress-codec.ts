import { formatInstant, parseInstant, type Instant } from '#consent';
import type { NewEvent, StoredEvent } from '#event-store';
import { auditStream } from '#ledger';
import type { Undelivered } from './order';
import type { Progress } from './progress';
import { webhookKey } from '../subscription/webhook';

/** Which process delivers, and until when no other may. */
export interface Claim {
  readonly holder: string;
  readonly heldUntil: Instant;
}

export interface ClaimedProgress extends Claim {
  readonly progress: Progress;
}

/** How far the deliveries of a webhook have come is a note of the ledger on its own work: its newest event says it whole. */
export const progressStream = (webhookId: string): string => auditStream(`webhook-${webhookKey(webhookId)}`);

export const PROGRESSED = 'WebhookProgressed.v1';

/** A note that this build does not know: an older build on a newer ledger must not deliver what was delivered. */
export class UnknownProgress extends Error {
  override readonly name = 'UnknownProgress';
}

type Fields = Readonly<Record<string, unknown>>;

const INSTANTS = [
  'retryAt',
  'failingSince',
  'deliveredAt',
  'heldUntil',
  'since',
  'firstFailedAt',
  'failedAt',
];

const changed = (fields: object, change: (instant: never) => unknown): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      INSTANTS.includes(name) && value !== undefined ? change(value as never) : value,
    ]),
  );

export function encodeProgress({ progress, ...claim }: ClaimedProgress): Omit<NewEvent, 'id'> {
  const undelivered = progress.undelivered.map((one) => changed(one, formatInstant));
  const data = { ...changed({ ...progress, ...claim }, formatInstant), undelivered };
  return { type: PROGRESSED, data, metadata: {} };
}

/** @throws UnknownProgress */
export function decodeProgress({
  type,
  data,
  stream,
  revision,
}: Pick<StoredEvent, 'type' | 'data' | 'stream' | 'revision'>): ClaimedProgress {
  if (type !== PROGRESSED)
    throw new UnknownProgress(`This build cannot read ${type} at revision ${revision} of ${stream}.`);
  const { holder, heldUntil, ...progress } = changed(data, parseInstant) as unknown as Claim & Progress;
  const undelivered = progress.undelivered.map((one) => changed(one, parseInstant) as unknown as Undelivered);
  return { progress: { ...progress, undelivered }, holder, heldUntil };
}
