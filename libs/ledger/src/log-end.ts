import { DamagedEvent, NO_POSITION, type EventStore, type Position } from '#event-store';

/**
 * The log ends before something that follows from it: its newest events are gone, a cancellation perhaps among them. Whatever follows
 * from the log is the only trace of them, so nobody may be advised to remove it.
 */
export class LogEndLost extends Error {
  override readonly name = 'LogEndLost';

  constructor(
    /** The log's last event. */
    readonly end: Position,
    /** The last event that is known to have been there. */
    readonly reached: Position,
    /** What knows of it, such as `the read models in data/read-models`. */
    witness: string,
  ) {
    const left = end === NO_POSITION ? 'holds no event' : `ends at position ${end}`;
    super(
      `The log has lost its end: it ${left}, but ${witness} reached position ${reached}. Position ${end + 1} is missing. ` +
        'Restore the log from a newer backup; if the settings name the wrong ledger, correct them. Move nothing away: a consent ' +
        `whose cancellation was lost would be answered yes. If there is no newer backup: "ledger accept-loss --from ${end + 1}".`,
    );
  }

  /** The first position that is missing. */
  get from(): Position {
    return this.end + 1;
  }
}

/** What of the log has been seen, and by what. */
export interface Witness {
  readonly position: Position;
  readonly what: string;
}

/** @throws LogEndLost when the log's last event comes before the position. */
export async function demandLogEnd(
  store: Pick<EventStore, 'readAll'>,
  { position, what }: Witness,
): Promise<void> {
  const end = await endOf(store);
  if (end < position) throw new LogEndLost(end, position, what);
}

/** The position of the last event of all, readable or not. */
async function endOf(store: Pick<EventStore, 'readAll'>): Promise<Position> {
  try {
    for await (const { position } of store.readAll({ direction: 'backwards', limit: 1 })) return position;
    return NO_POSITION;
  } catch (error) {
    if (error instanceof DamagedEvent) return error.position;
    throw error;
  }
}
