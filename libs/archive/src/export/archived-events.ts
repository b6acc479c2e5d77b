import type { EventStore, Position, StoredEvent } from '#event-store';
import { isAuditStream } from '#ledger';
import type { Logs, Progress } from '../logs';

/** Where the logs end. What comes later is no part of what is read. */
export interface Ends {
  readonly ledger: Position;
  readonly audit: Position;
}

/** The audit log's end is asked for first, because its checkpoints and decisions name events that must be there then. */
export async function endsOf({ store, auditStore }: Logs): Promise<Ends> {
  const audit = await auditStore.head();
  return { audit, ledger: await store.head() };
}

/** How much there is to read, in the measure of `archivedEvents`' progress. */
export const extentOf = ({ ledger, audit }: Ends): number => ledger + 1 + audit + 1;

/** The events of both logs in the order of an archive, up to their ends. */
export async function* archivedEvents(
  { store, auditStore }: Logs,
  ends: Ends,
  progress?: Progress,
): AsyncGenerator<StoredEvent> {
  let events = 0;
  for await (const event of upTo(ends.ledger, store)) {
    if (isAuditStream(event.stream)) continue;
    yield event;
    progress?.at(event.position + 1, (events += 1));
  }
  for await (const event of upTo(ends.audit, auditStore)) {
    if (!isAuditStream(event.stream)) continue;
    yield event;
    progress?.at(ends.ledger + 1 + event.position + 1, (events += 1));
  }
}

async function* upTo(end: Position, store: EventStore): AsyncGenerator<StoredEvent> {
  for await (const event of store.readAll()) {
    if (event.position > end) return;
    yield event;
  }
}
