import { NO_POSITION, type Position } from '#event-store';
import { everyEntry, inChunks, isDamaged, type Entry } from './every-entry';
import type { Report } from './finding';
import { StreamCheck, type WalkedLog } from './stream-check';

/** How many events are looked up in their streams at once: a server far away is asked for all of them before it has answered one. */
const AT_ONCE = 200;

/** Walks a log once from its beginning, checks every event by itself and against its stream, and hands it on. */
export async function* walk(log: WalkedLog, report: Report): AsyncGenerator<Entry> {
  const streams = new StreamCheck(log, report);
  let last = NO_POSITION;
  for await (const chunk of inChunks(entriesOf(log), AT_ONCE)) {
    const places = await Promise.all(
      chunk.map(async (entry) => (isDamaged(entry) ? null : streams.place(entry))),
    );
    for (const [index, entry] of chunk.entries()) {
      checkOrder(log, entry.position, last, report);
      last = entry.position;
      if (isDamaged(entry)) tellDamage(log, entry, report);
      else await streams.check(entry, places[index]!);
      yield entry;
    }
  }
  streams.end();
}

/** What cannot be read may be in any stream, so it is handed on too. */
async function* entriesOf(log: WalkedLog): AsyncGenerator<Entry> {
  for await (const entry of everyEntry(log.store, log.upTo)) {
    if (isDamaged(entry) || log.includes(entry.stream)) yield entry;
  }
}

function checkOrder(log: WalkedLog, position: Position, last: Position, report: Report): void {
  if (Number.isSafeInteger(position) && position > last) return;
  const what = 'Its position is none that a log gives, or not after the one before it.';
  report({ kind: 'malformed', log: log.name, position, what });
}

function tellDamage(
  { name }: WalkedLog,
  { position, message }: { position: Position; message: string },
  report: Report,
): void {
  report({ kind: 'damaged', log: name, position, what: `${message}.` });
}
