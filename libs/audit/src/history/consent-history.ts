import {
  consentStream,
  decodeOrReport,
  evolve,
  initialState,
  isUnreadable,
  type ConsentEvent,
  type ConsentRegistered,
  type ConsentState,
  type Recorded,
} from '#consent';
import type { EventStore, Position, StoredEvent } from '#event-store';
import { validityAfter, type Validity } from './validity';

/** An event of one consent, and what it made of the consent. */
export interface HistoryEntry extends Recorded<ConsentEvent> {
  /** Its place in the consent's own history, from 0 on. */
  readonly revision: number;
  /** What orders it among others of the same log; `position` is what people know it by. */
  readonly order: Position;
  /** As far as was known once it was recorded. */
  readonly validity: Validity;
}

/** Everything that has happened to one consent, from its registration on. */
export interface ConsentHistory {
  readonly registered: ConsentRegistered;
  readonly entries: readonly HistoryEntry[];
}

/** A consent's events do not begin with its registration, or cannot be read: the log is not as it was written. */
export class BrokenHistory extends Error {
  override readonly name = 'BrokenHistory';
}

/**
 * The history of one consent, by its id in any case; `null` when there is none.
 * @throws BrokenHistory, and whatever the store throws that cannot be read.
 */
export async function consentHistory(
  store: Pick<EventStore, 'readStream'>,
  assertionId: string,
): Promise<ConsentHistory | null> {
  const stored = await store.readStream(consentStream(assertionId));
  return stored.length === 0 ? null : historyOf(stored);
}

function historyOf(stored: readonly StoredEvent[]): ConsentHistory {
  const entries: HistoryEntry[] = [];
  let state: ConsentState = initialState;
  for (const event of stored) {
    const recorded = decodeOrReport(event);
    if (
      !recorded ||
      isUnreadable(recorded) ||
      (state.status === 'none') !== (recorded.event.type === 'ConsentRegistered')
    )
      throw broken(event);
    state = evolve(state, recorded.event);
    const { revision, position: order } = event;
    entries.push({ ...recorded, revision, order, validity: validityAfter(state, recorded.event) });
  }
  return { registered: entries[0]!.event as ConsentRegistered, entries };
}

const broken = ({ stream, revision }: StoredEvent): BrokenHistory =>
  new BrokenHistory(
    `The history ${stream} is not as it was written: revision ${revision} cannot follow what is before it. ` +
      'Run "ledger verify".',
  );
