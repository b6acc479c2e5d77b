import type { EventStore, StoredEvent } from '#event-store';
import { newId } from '#platform';
import { cosignaturesOn } from '../note/cosignature';
import type { Quorum } from '../note/quorum';
import type { ProvedHistory } from '../tree/proved-history';

const TYPE = 'CheckpointCosigned.v1';

/** A checkpoint that a quorum of witnesses has cosigned, as it is recorded. */
export interface CosignedCheckpoint {
  /** The signed note, with the cosignatures. */
  readonly checkpoint: string;
  /** How many leaves it covers. */
  readonly size: number;
  /** The names of the witnesses. */
  readonly witnesses: readonly string[];
  /** The oldest time among those that the cosignatures state; UTC, such as `2026-03-02T07:00:00.000Z`. */
  readonly signedAt: string;
}

/** The checkpoint with all the cosignatures in these lines; `null` when fewer than `needed` of the witnesses have signed it. */
export function cosignedBy(
  { keys, needed }: Quorum,
  { checkpoint, size }: Pick<CosignedCheckpoint, 'checkpoint' | 'size'>,
  lines: readonly string[],
): CosignedCheckpoint | null {
  const note = checkpoint + lines.join('');
  const cosignatures = cosignaturesOn(note, keys);
  if (cosignatures.length < needed) return null;
  const signedAt = cosignatures.map((cosignature) => cosignature.signedAt).sort()[0]!;
  return { checkpoint: note, size, witnesses: cosignatures.map(({ witness }) => witness), signedAt };
}

/** What is recorded, or `null` when the event is not of a form that is known here. */
export function cosignedCheckpoint({ type, data }: StoredEvent): CosignedCheckpoint | null {
  const cosigned = data as Partial<CosignedCheckpoint>;
  const isOne =
    type === TYPE && typeof cosigned.checkpoint === 'string' && Number.isSafeInteger(cosigned.size);
  return isOne ? (cosigned as CosignedCheckpoint) : null;
}

/** The newest that was cosigned, or `null` before the first. @throws StoreUnavailable */
export async function newestCosigned(
  auditStore: Pick<EventStore, 'readStream'>,
  { cosigned }: Pick<ProvedHistory, 'cosigned'>,
): Promise<CosignedCheckpoint | null> {
  const [newest] = await auditStore.readStream(cosigned, { direction: 'backwards', limit: 1 });
  return newest ? cosignedCheckpoint(newest) : null;
}

/** @throws StoreUnavailable */
export async function recordCosigned(
  auditStore: Pick<EventStore, 'append'>,
  checkpoint: CosignedCheckpoint,
  { cosigned }: Pick<ProvedHistory, 'cosigned'>,
): Promise<void> {
  await auditStore.append(cosigned, 'any', [{ id: newId(), type: TYPE, data: checkpoint, metadata: {} }]);
}
