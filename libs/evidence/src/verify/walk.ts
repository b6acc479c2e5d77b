import { NO_POSITION, type Position } from '#event-store';
import { everyEntry, inChunks, isDamaged, type Entry } from './every-entry';
import type { Report } from './finding';
import { isIndexed } from './index-check';
import { StreamCheck, type WalkedLog } from './stream-check';
import { StreamDoubts } from './stream-doubts';
import { StreamsInIndex, type StreamLook } from './streams-in-index';
import { StreamsInOrder } from './streams-in-order';

/** How much of the log is held at once, in events and in UTF-16 units of their text, while their streams are read. */
const CHUNK = { count: 500, length: 1024 * 1024 };

/**
 * Walks a log once from its beginning, checks every event by itself, and hands it on. What is in streams that are not what the log
 * says is reported at the end, for those alone.
 */
export async function* walk(log: WalkedLog, report: Report): AsyncGenerator<Entry> {
  const doubts = new StreamDoubts();
  const streams = isIndexed(log.store) ? new StreamsInIndex(log, doubts) : new StreamsInOrder(log, doubts);
  let last = NO_POSITION;
  for await (const chunk of inChunks(weighed(log, streams, doubts), CHUNK)) {
    await streams.look(chunk.flatMap(({ entry }) => (isDamaged(entry) ? [] : [entry])));
    for (const { entry } of chunk) {
      checkOrder(log, entry.position, last, report);
      last = entry.position;
      if (isDamaged(entry)) reportDamage(log, entry, report);
      yield entry;
    }
  }
  if (!doubts.isNone) await reportStreams(log, doubts, report);
}

interface Weighed {
  readonly entry: Entry;
  readonly length: number;
}

/** A stream that a server may hide is looked at as it shows it. */
async function* weighed(log: WalkedLog, streams: StreamLook, doubts: StreamDoubts): AsyncGenerator<Weighed> {
  for await (const entry of everyEntry(log.store, log.upTo, (stream) => doubts.suspect(stream))) {
    yield { entry, length: isDamaged(entry) ? 0 : streams.meet(entry) };
  }
}

/** Looks at each event of the doubted streams by itself. What is wrong is reported in any case, if need be without its place. */
async function reportStreams(log: WalkedLog, doubts: StreamDoubts, report: Report): Promise<void> {
  let isReported = false;
  const check = new StreamCheck(log, (finding) => {
    isReported = true;
    report(finding);
  });
  for await (const entry of everyEntry(log.store, log.upTo)) {
    if (!isDamaged(entry) && doubts.isDoubted(entry.stream)) await check.check(entry);
    else isReported ||= isDamaged(entry);
  }
  check.end();
  if (isReported || !doubts.isCertain) return;
  const what = 'Its streams, each read from its beginning, do not have the events that the log has.';
  report({ kind: 'stream', log: log.name, position: null, what });
}

function checkOrder(log: WalkedLog, position: Position, last: Position, report: Report): void {
  if (Number.isSafeInteger(position) && position > last) return;
  const what = 'Its position is not one that a log gives, or not after the one before it.';
  report({ kind: 'malformed', log: log.name, position, what });
}

function reportDamage(
  { name }: WalkedLog,
  { position, message }: { position: Position; message: string },
  report: Report,
): void {
  report({ kind: 'damaged', log: name, position, what: `${message}.` });
}
