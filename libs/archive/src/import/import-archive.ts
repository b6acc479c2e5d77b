import { isAuditStream } from '#ledger';
import { archiveHash } from '../export/archive-lines';
import { endsOf, extentOf } from '../export/archived-events';
import type { ArchiveFile } from '../file/archive-file';
import type { ArchivedEvent } from '../format/event-line';
import type { RestorableLogs, Watch } from '../logs';
import { ImportNotVerified, UnusableArchive } from '../unusable-archive';
import { batchesOf } from './batches';
import { isOf, markOf, ofAnotherFile } from './mark';
import { heldAlready } from './held';

export interface Imported {
  /** How many events were there already, from an import that was interrupted. */
  readonly held: number;
  /** How many were brought in. */
  readonly restored: number;
}

/**
 * Brings all events of a file into logs that are empty, or into which an import of the same file was interrupted. Afterwards the
 * logs are read back and compared with the file.
 * Until then the logs are marked, so that nobody answers from a part of the history.
 * @throws UnusableArchive, CannotRestore before anything is changed.
 * @throws StoreUnavailable when a store fails meanwhile: the same import may be made again, and goes on where this one stopped.
 * @throws ImportNotVerified when the logs hold something else afterwards.
 */
export async function importArchive(
  file: ArchiveFile,
  logs: RestorableLogs,
  watch: Watch,
): Promise<Imported> {
  demandSoleUse(logs);
  const mark = await logs.store.restorationUnderWay();
  if (mark && !isOf(mark, file)) throw ofAnotherFile(mark);
  const held = await watched(watch, 'Comparing', file.size, (progress) => heldAlready(logs, file, progress));
  const isBegun = mark !== undefined || held < file.eventCount;
  if (!mark && isBegun) await begin(file, logs);
  await bringIn(file, logs, held, watch);
  await verify(file, logs, watch);
  if (isBegun) await logs.store.markRestoration(undefined);
  return { held, restored: file.eventCount - held };
}

/**
 * Marks the logs as half imported. A process that opens them from now on finds the mark; one that opened them a moment before is
 * found here, because each enters itself first and looks for the other then.
 */
async function begin(file: ArchiveFile, logs: RestorableLogs): Promise<void> {
  await logs.store.markRestoration(markOf(file));
  try {
    demandSoleUse(logs);
  } catch (error) {
    await logs.store.markRestoration(undefined);
    throw error;
  }
}

async function bringIn(file: ArchiveFile, logs: RestorableLogs, held: number, watch: Watch): Promise<void> {
  await watched(watch, 'Importing', file.size, async (progress) => {
    const missing = after(held, file.events(progress));
    for await (const batch of batchesOf(missing)) await restore(batch, logs);
  });
}

function demandSoleUse({ store, auditStore }: RestorableLogs): void {
  const [process] = [...store.otherProcesses(), ...auditStore.otherProcesses()];
  if (process === undefined) return;
  throw new UnusableArchive(
    `Another process (${process}) has the ledger to import into open. Nothing was imported; stop it first.`,
  );
}

async function* after(count: number, events: AsyncIterable<ArchivedEvent>): AsyncGenerator<ArchivedEvent> {
  let passed = 0;
  for await (const event of events) {
    passed += 1;
    if (passed > count) yield event;
  }
}

async function restore(
  batch: readonly ArchivedEvent[],
  { store, auditStore }: RestorableLogs,
): Promise<void> {
  const events = batch.map(({ event }) => event);
  await (isAuditStream(events[0]!.stream) ? auditStore : store).restore(events);
}

/** What was imported, written down again, must be the same bytes. */
async function verify(file: ArchiveFile, logs: RestorableLogs, watch: Watch): Promise<void> {
  const ends = await endsOf(logs);
  const sha256 = await watched(watch, 'Verifying', extentOf(ends), (progress) =>
    archiveHash(logs, file.header.ledger, ends, progress),
  );
  if (sha256 === file.trailer.sha256) return;
  throw new ImportNotVerified(
    'The ledger was imported, and does not read back as it is in the file: something else wrote to it meanwhile, or what it is kept on fails. ' +
      'Import into an empty ledger.',
  );
}

async function watched<T>(
  watch: Watch,
  label: string,
  total: number,
  work: (progress: Awaited<ReturnType<Watch>>) => Promise<T>,
): Promise<T> {
  const progress = await watch(label, total);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}
