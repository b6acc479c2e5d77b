import { isAuditStream } from '#ledger';
import type { ArchivedEvent } from '../format/event-line';

const MAX_EVENTS = 1000;
const MAX_CHARACTERS = 4 * 1024 * 1024;

/** Neighbours that go into one log, as many as are restored at a time. */
export async function* batchesOf(events: AsyncIterable<ArchivedEvent>): AsyncGenerator<ArchivedEvent[]> {
  let batch: ArchivedEvent[] = [];
  let characters = 0;
  for await (const archived of events) {
    if (batch.length > 0 && !(isOfTheSameLog(batch[0]!, archived) && characters < MAX_CHARACTERS)) {
      yield batch;
      [batch, characters] = [[], 0];
    }
    batch.push(archived);
    characters += batch.length < MAX_EVENTS ? archived.line.length : MAX_CHARACTERS;
  }
  if (batch.length > 0) yield batch;
}

const isOfTheSameLog = (one: ArchivedEvent, other: ArchivedEvent): boolean =>
  isAuditStream(one.event.stream) === isAuditStream(other.event.stream);
