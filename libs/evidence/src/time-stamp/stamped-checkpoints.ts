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

/** What is recorded, or `null` when the event is not of a form that is known here. */
export function stampedCheckpoint({ type, data }: StoredEvent): StampedCheckpoint | null {
  const { checkpoint, token, size } = data as Partial<StampedCheckpoint>;
  const isOne =
    type === TYPE &&
    typeof checkpoint === 'string' &&
    typeof token === 'string' &&
    Number.isSafeInteger(size);
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
