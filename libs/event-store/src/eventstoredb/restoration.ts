import { knownPosition, MAX_APPEND_BYTES, type EventStore, type StoredEvent } from '../event-store';
import { CannotRestore } from '../restorable-store';
import { restored, sizeOf } from './restore-check';

/**
 * Appends events of many streams in their order. Each append waits for the one before it: appends that are under way together may
 * overtake one another when one of them has to be tried again.
 */
export async function restoreInOrder(
  store: Pick<EventStore, 'append'>,
  events: readonly StoredEvent[],
): Promise<void> {
  for (const run of runsOf(events.map(restored))) {
    const [first] = run as [StoredEvent];
    const expected = first.revision === 0 ? 'no-stream' : first.revision - 1;
    const result = await store.append(first.stream, expected, run);
    if (!result.ok) throw notNext(first, result.actual);
  }
}

/** Neighbours that are of one stream go together, as far as one append takes them. */
function* runsOf(events: readonly StoredEvent[]): Generator<StoredEvent[]> {
  let run: StoredEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = sizeOf(event);
    if (run.length > 0 && !(follows(event, run.at(-1)!) && bytes + size <= MAX_APPEND_BYTES)) {
      yield run;
      [run, bytes] = [[], 0];
    }
    run.push(event);
    bytes += size;
  }
  if (run.length > 0) yield run;
}

const follows = (event: StoredEvent, last: StoredEvent): boolean =>
  event.stream === last.stream && event.revision === last.revision + 1;

const notNext = (event: StoredEvent, actual: number | null): CannotRestore =>
  new CannotRestore(
    `The event at position ${knownPosition(event)} cannot be restored: it is revision ${event.revision} of its stream, ` +
      (actual === null ? 'which does not exist' : `which has come to ${actual}`),
  );
