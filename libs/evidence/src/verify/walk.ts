import { isIndexed, NO_POSITION, type Position } from '#event-store';
import { everyEntry, inChunks, isDamaged, type Entry } from './every-entry';
import type { Report } from './finding';
import { StreamCheck, type WalkedLog } from './stream-check';
import { StreamDoubts } from './stream-doubts';
import { StreamsInIndex } from './streams-in-index';
import { StreamsInOrder } from './streams-in-order';

/** How much of the log is held at once, in events and in UTF-16 units of their text, while their streams are looked at. */
const CHUNK = { count: 500, length: 1024 * 1024 };

/** Of a log that is at hand, so few that they need not be measured: nothing waits for an answer. */
const CHUNK_AT_HAND = { count: 16, length: Infinity };

/**
 * Walks a log once from its beginning, checks every event by itself, and hands it on. What is in streams that are not what the log
 * says is reported at the end, for those alone.
 */
export async function* walk(log: WalkedLog, report: Report): AsyncGenerator<Entry> {
  const doubts = new StreamDoubts();
  const streams = new StreamsInOrder(log, doubts);
  const index = isIndexed(log.store) ? new StreamsInIndex(log.store, log.upTo, doubts) : null;
  let last = NO_POSITION;
  for await (const chunk of chunksOf(log, doubts)) {
    const events = chunk.flatMap(({ entry }) => (isDamaged(entry) ? [] : [entry]));
    await streams.look(events);
    await index?.look(events);
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

const chunksOf = (log: WalkedLog, doubts: StreamDoubts): AsyncGenerator<Weighed[]> =>
  isIndexed(log.store)
    ? inChunks(
        weighed(log, doubts, () => 0),
        CHUNK_AT_HAND,
      )
    : inChunks(weighed(log, doubts, lengthOf), CHUNK);

/** A stream that a server may hide is looked at as it shows it. */
async function* weighed(
  log: WalkedLog,
  doubts: StreamDoubts,
  weigh: (entry: Entry) => number,
): AsyncGenerator<Weighed> {
  for await (const entry of everyEntry(log.store, log.upTo, (stream) => doubts.suspect(stream))) {
    yield { entry, length: weigh(entry) };
  }
}

const lengthOf = (entry: Entry): number =>
  isDamaged(entry) ? 0 : JSON.stringify(entry.data).length + JSON.stringify(entry.metadata).length;

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
