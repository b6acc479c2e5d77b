import type { EventStore, StoredEvent } from '#event-store';
import { newId } from '#platform';
import type { ProvedHistory } from '../tree/proved-history';

const TYPE = 'CheckpointStamped.v1';

/** A checkpoint with the time stamp of an authority, as it is recorded. */
export interface StampedCheckpoint {
  /** The signed note, which is what was stamped. */
  readonly checkpoint: string;
  /** How many leaves it covers. */
  readonly size: number;
  /** The time stamp (RFC 3161), in base64. */
  readonly token: string;
  /** The time in it; UTC, such as `2026-03-02T07:00:00.000Z`. */
  readonly stampedAt: string;
}

/** How far the clocks of an authority and of a ledger may be apart, in milliseconds. */
export const CLOCKS_APART_MS = 3_600_000;

/** Whether it is stamped with a time that is still to come, by a clock here. */
export const isAhead = ({ stampedAt }: Pick<StampedCheckpoint, 'stampedAt'>, now: number): boolean =>
  Date.parse(stampedAt) - now > CLOCKS_APART_MS;

/** What is recorded, or `null` when the event is not of a form that is known here. */
export function stampedCheckpoint({ type, data }: StoredEvent): StampedCheckpoint | null {
  const { checkpoint, token, size, stampedAt } = data as Partial<StampedCheckpoint>;
  const isOne =
    type === TYPE &&
    typeof checkpoint === 'string' &&
    typeof token === 'string' &&
    Number.isSafeInteger(size) &&
    typeof stampedAt === 'string' &&
    !Number.isNaN(Date.parse(stampedAt));
  return isOne ? (data as StampedCheckpoint) : null;
}

/** The newest that was stamped, or `null` before the first. @throws StoreUnavailable */
export async function newestStamped(
  auditStore: Pick<EventStore, 'readStream'>,
  { stamped }: Pick<ProvedHistory, 'stamped'>,
): Promise<StampedCheckpoint | null> {
  const [newest] = await auditStore.readStream(stamped, { direction: 'backwards', limit: 1 });
  return newest ? stampedCheckpoint(newest) : null;
}

/** Every one that can be read, the oldest first: one a day. @throws StoreUnavailable */
export async function allStamped(
  auditStore: Pick<EventStore, 'readStream'>,
  { stamped }: Pick<ProvedHistory, 'stamped'>,
): Promise<readonly StampedCheckpoint[]> {
  return (await auditStore.readStream(stamped)).flatMap((event) => stampedCheckpoint(event) ?? []);
}

/** @throws StoreUnavailable */
export async function recordStamped(
  auditStore: Pick<EventStore, 'append'>,
  checkpoint: StampedCheckpoint,
  { stamped }: Pick<ProvedHistory, 'stamped'>,
): Promise<void> {
  await auditStore.append(stamped, 'any', [{ id: newId(), type: TYPE, data: checkpoint, metadata: {} }]);
}
