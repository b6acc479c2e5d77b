import type { EventStore, Position, StoredEvent } from '#event-store';
import { newId } from '#platform';
import { LEDGER_HISTORY, type ProvedHistory } from '../tree/proved-history';

/** Where the checkpoints of the ledger are recorded, one after the other. */
export const CHECKPOINTS = LEDGER_HISTORY.checkpoints;
const TYPE = 'CheckpointSigned.v1';

/** A checkpoint as it is recorded. */
export interface SignedCheckpoint {
  /** The signed note (C2SP tlog-checkpoint). */
  readonly checkpoint: string;
  /** How many leaves it covers. */
  readonly size: number;
  /** The position that the last of them is known by. */
  readonly position: Position;
  /** UTC, such as `2026-03-02T07:00:00.123Z`. */
  readonly signedAt: string;
}

export interface RecordedCheckpoint extends SignedCheckpoint {
  readonly revision: number;
}

/** A recorded checkpoint is not readable as one. */
export class UnreadableCheckpoint extends Error {
  override readonly name = 'UnreadableCheckpoint';
}

/** @throws UnreadableCheckpoint */
export function recordedCheckpoint({ type, data, revision, position }: StoredEvent): RecordedCheckpoint {
  const signed = data as Partial<SignedCheckpoint>;
  if (type !== TYPE || typeof signed.checkpoint !== 'string' || !Number.isSafeInteger(signed.size)) {
    throw new UnreadableCheckpoint(
      `What is recorded at position ${position} is no checkpoint that is known here.`,
    );
  }
  return { ...(signed as SignedCheckpoint), revision };
}

/** The newest checkpoint, or `null` before the first. @throws UnreadableCheckpoint, StoreUnavailable */
export async function newestCheckpoint(
  auditStore: Pick<EventStore, 'readStream'>,
  { checkpoints }: Pick<ProvedHistory, 'checkpoints'> = LEDGER_HISTORY,
): Promise<RecordedCheckpoint | null> {
  const [newest] = await auditStore.readStream(checkpoints, { direction: 'backwards', limit: 1 });
  return newest ? recordedCheckpoint(newest) : null;
}

/** Records a checkpoint after the one that was the newest; `false` when another came first. @throws StoreUnavailable */
export async function recordCheckpoint(
  auditStore: Pick<EventStore, 'append'>,
  signed: SignedCheckpoint,
  newest: RecordedCheckpoint | null,
  { checkpoints }: Pick<ProvedHistory, 'checkpoints'> = LEDGER_HISTORY,
): Promise<boolean> {
  const event = { id: newId(), type: TYPE, data: signed, metadata: {} };
  const { ok } = await auditStore.append(checkpoints, newest?.revision ?? 'no-stream', [event]);
  return ok;
}
