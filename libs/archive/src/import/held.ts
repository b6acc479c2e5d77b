import type { StoredEvent } from '#event-store';
import { isAuditStream } from '#ledger';
import { archivedEvents, endsOf } from '../export/archived-events';
import { eventLine } from '../format/event-line';
import type { ArchiveFile } from '../file/archive-file';
import type { Progress, RestorableLogs } from '../logs';
import { UnusableArchive } from '../unusable-archive';

/**
 * How many of the file's events the logs hold already, from an import that was interrupted. Every other event of the file is shown
 * to the store, which may not be able to keep it.
 * @throws UnusableArchive when the logs hold anything else, CannotRestore; nothing was changed.
 */
export async function heldAlready(
  logs: RestorableLogs,
  file: ArchiveFile,
  progress: Progress,
): Promise<number> {
  const held = archivedEvents(logs, await endsOf(logs));
  const check = checkOf(logs);
  let count = 0;
  let next = await held.next();
  for await (const { event, line } of file.events(progress)) {
    check(event);
    if (next.done) continue;
    if (eventLine(next.value) !== line) throw otherEvents(next.value);
    count += 1;
    next = await held.next();
  }
  if (!next.done) throw otherEvents(next.value);
  return count;
}

function checkOf({ store, auditStore }: RestorableLogs): (event: StoredEvent) => void {
  const [ledger, audit] = [store.restoreCheck(), auditStore.restoreCheck()];
  return (event) => (isAuditStream(event.stream) ? audit(event) : ledger(event));
}

const otherEvents = ({ position }: StoredEvent): UnusableArchive =>
  new UnusableArchive(
    `The ledger to import into holds events that are not those of the file, the first at position ${position}. ` +
      'Nothing was imported; import into an empty ledger.',
  );
