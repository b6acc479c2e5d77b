import { NO_POSITION, type Position, type StoredEvent } from '#event-store';
import { everyEntry, inChunks, isDamaged, type Entry } from './every-entry';
import type { Report } from './finding';
import { rulesFor, StreamCheck, type WalkedLog } from './stream-check';
import { StreamDoubts } from './stream-doubts';
import { StreamReader } from './stream-reader';
import { inParallel } from './in-parallel';

/** How much of the log is held at once, in events and in UTF-16 units of their text, while their streams are read. */
const CHUNK = { count: 500, length: 1024 * 1024 };

/** How many streams are read at once: on a server each is a call. */
const STREAMS_AT_ONCE = 32;

/**
 * Walks a log once from its beginning, checks every event by itself, and hands it on. Each stream is read where it begins, once; what
 * is in streams that are not what the log says is reported at the end, for those alone.
 */
export async function* walk(log: WalkedLog, report: Report): AsyncGenerator<Entry> {
  const doubts = new StreamDoubts();
  const reader = new StreamReader(log, doubts);
  let last = NO_POSITION;
  for await (const chunk of inChunks(weighed(log, doubts), CHUNK)) {
    const begun = chunk.flatMap(({ entry }) =>
      isDamaged(entry) || entry.revision !== 0 ? [] : [entry.stream],
    );
    await inParallel(begun, STREAMS_AT_ONCE, (stream) => readStream(stream, log, reader));
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

/** What the log has, added to what is to be found in its streams. */
async function* weighed(log: WalkedLog, doubts: StreamDoubts): AsyncGenerator<Weighed> {
  for await (const entry of entriesOf(log)) {
    yield { entry, length: isDamaged(entry) ? 0 : noted(entry, log, doubts) };
  }
}

function noted(event: StoredEvent, log: WalkedLog, doubts: StreamDoubts): number {
  const fingerprint = doubts.fingerprint(event);
  doubts.inLog(fingerprint);
  if (!rulesFor(log, event.stream)) doubts.doubt(event.stream);
  return fingerprint.length;
}

async function readStream(stream: string, log: WalkedLog, reader: StreamReader): Promise<void> {
  const rules = rulesFor(log, stream);
  if (rules) await reader.read(stream, rules);
}

/** Looks at each event of the doubted streams by itself. What is wrong is reported in any case, if need be without its place. */
async function reportStreams(log: WalkedLog, doubts: StreamDoubts, report: Report): Promise<void> {
  let isReported = false;
  const check = new StreamCheck(log, (finding) => {
    isReported = true;
    report(finding);
  });
  for await (const entry of entriesOf(log)) {
    if (!isDamaged(entry) && doubts.isDoubted(entry.stream)) await check.check(entry);
    else isReported ||= isDamaged(entry);
  }
  check.end();
  if (isReported) return;
  const what = 'Its streams, each read from its beginning, do not have the events that the log has.';
  report({ kind: 'stream', log: log.name, position: null, what });
}

/** What cannot be read may be in any stream, so it is handed on too. */
async function* entriesOf(log: WalkedLog): AsyncGenerator<Entry> {
  for await (const entry of everyEntry(log.store, log.upTo)) {
    if (isDamaged(entry) || log.includes(entry.stream)) yield entry;
  }
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
