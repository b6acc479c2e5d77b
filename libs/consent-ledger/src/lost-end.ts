import { accessKind, decisionKind, removalIn } from '#audit';
import { DamagedEvent, NO_POSITION, type EventStore, type StoredEvent } from '#event-store';
import { CHECKPOINTS, recordedCheckpoint, UnreadableCheckpoint, type RecordedCheckpoint } from '#evidence';
import { auditStream, demandLogEnd, type Witness } from '#ledger';
import { newId, type Clock } from '#platform';

/** Where it is noted that events were lost and that somebody has accepted it. */
export const LOSSES = auditStream('losses');
export const LOSS_ACCEPTED = 'LossAccepted.v1';

/** Somebody has accepted that the log goes on without its former end. */
export interface LossAccepted {
  /** The first position that was lost. */
  readonly from: number;
  /** The last position that is known to have been lost. */
  readonly reached: number;
  readonly reason: string;
  /** UTC, such as `2026-03-02T07:00:00.123Z`. */
  readonly acceptedAt: string;
}

type AuditStore = Pick<EventStore, 'readStream' | 'readAll'>;

/** The newest records of checks are looked for among so many of the last events of the audit log. */
const LOOKED_THROUGH = 100;

/** The kinds of records that say how far the log reached when something was answered. */
const RECORDED = [
  [auditStream('decisions-'), decisionKind],
  [auditStream('accesses-'), accessKind],
] as const;

/**
 * The log reaches as far as the newest signed checkpoint, and the newest records of checks, say that it did. Of what was noted before
 * a loss was accepted, nothing counts.
 * @throws LogEndLost, StoreUnavailable
 */
export async function demandWholeEnd(
  store: Pick<EventStore, 'readAll'>,
  auditStore: AuditStore,
): Promise<void> {
  const since = await lossAcceptedAt(auditStore);
  const checkpoint = await checkpointSince(since, auditStore);
  if (checkpoint)
    await demandLogEnd(store, { position: checkpoint.position, what: 'its newest signed checkpoint' });
  const checks = await checksSince(since, auditStore);
  if (checks) await demandLogEnd(store, checks);
}

/** The newest checkpoint, if it was signed after the last accepted loss and can be read. @throws StoreUnavailable */
export const checkpointThatCounts = async (auditStore: AuditStore): Promise<RecordedCheckpoint | null> =>
  checkpointSince(await lossAcceptedAt(auditStore), auditStore);

/** Where the last accepted loss is recorded; `NO_POSITION` when there was none. */
async function lossAcceptedAt(auditStore: AuditStore): Promise<number> {
  const [accepted] = await auditStore.readStream(LOSSES, { direction: 'backwards', limit: 1 });
  return accepted?.position ?? NO_POSITION;
}

/** Records that the log goes on without the events from a position on. @throws StoreUnavailable */
export async function acceptLoss(
  auditStore: Pick<EventStore, 'append'>,
  loss: Omit<LossAccepted, 'acceptedAt'>,
  clock: Clock,
): Promise<void> {
  const data: LossAccepted = { ...loss, acceptedAt: new Date(clock()).toISOString() };
  await auditStore.append(LOSSES, 'any', [{ id: newId(), type: LOSS_ACCEPTED, data, metadata: {} }]);
}

async function checkpointSince(since: number, auditStore: AuditStore): Promise<RecordedCheckpoint | null> {
  return unlessUnreadable(async () => {
    const [newest] = await auditStore.readStream(CHECKPOINTS, { direction: 'backwards', limit: 1 });
    return newest && newest.position > since ? recordedCheckpoint(newest) : null;
  });
}

async function checksSince(since: number, auditStore: AuditStore): Promise<Witness | null> {
  return unlessUnreadable(async () => {
    for await (const event of auditStore.readAll({ direction: 'backwards', limit: LOOKED_THROUGH })) {
      if (event.position <= since) return null;
      const position = lastAnsweredFrom(event);
      if (position !== NO_POSITION) return { position, what: 'the newest records of checks' };
    }
    return null;
  });
}

/** The newest position behind a batch of records; `NO_POSITION` when nothing was looked up, or the event is no such batch, or one without its records. */
function lastAnsweredFrom(event: StoredEvent): number {
  const kind = RECORDED.find(([start]) => event.stream.startsWith(start))?.[1];
  return kind && !removalIn(event)
    ? Math.max(...kind.decode(event).map(({ position }) => position))
    : NO_POSITION;
}

/** What cannot be read says nothing of the log. It is reported where it is needed itself, and by `ledger verify`. */
async function unlessUnreadable<Found>(look: () => Promise<Found | null>): Promise<Found | null> {
  try {
    return await look();
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

const isUnreadable = (error: unknown): boolean =>
  error instanceof DamagedEvent ||
  error instanceof UnreadableCheckpoint ||
  (error instanceof Error && /^Unknown(?:Decisions|Accesses)$/.test(error.name));
