import { DELETED, firstKeptBy, ofServer } from './deletions';
import {
  ANY,
  sizeOnDisk,
  STREAM_EXISTS,
  type AppendOutcome,
  type LogRecord,
  type ProposedRecord,
} from './log-record';

const FIRST_POSITION = 548;
const RECORD_HEADER_BYTES = 87;

/**
 * The log: an array in the order of positions, and each stream's own. Positions are byte offsets, so they have gaps, and every
 * `systemEventEvery` appends the server writes an event of its own, which readers of `$all` must expect. A new log holds one already.
 */
export class MemoryLog {
  readonly records: LogRecord[] = [];
  private readonly streams = new Map<string, LogRecord[]>();
  private readonly byId = new Map<string, LogRecord>();
  private readonly tombstoned = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private nextPosition = FIRST_POSITION;
  private appends = 0;

  constructor(
    private readonly maxAppendBytes = 1024 * 1024,
    private readonly systemEventEvery = 5,
  ) {
    this.addSystemEvent();
  }

  /** What was appended by others than the server itself. */
  get appended(): LogRecord[] {
    return this.records.filter(({ stream }) => !stream.startsWith('$'));
  }

  append(stream: string, expected: number, events: readonly ProposedRecord[]): AppendOutcome {
    if (events.reduce((size, event) => size + sizeOnDisk(event), 0) > this.maxAppendBytes) {
      return { is: 'too-large' };
    }
    if (this.isTombstoned(stream)) return { is: 'deleted' };
    const current = (this.streams.get(stream)?.length ?? 0) - 1;
    const known = this.alreadyWritten(stream, expected, current, events);
    if (known) return { is: 'known', revision: known.revision, position: known.position };
    if (this.firstKept(stream) === Infinity) return this.appendToDeleted(stream, expected, events);
    if (!isAsExpected(expected, current)) return { is: 'wrong-revision', current };
    return this.write(stream, events);
  }

  /** Forgets a stream, of which the events stay in the log; a tombstone is for good. Answers the position at which that is noted. */
  delete(stream: string, kind: 'softly' | 'for good'): number {
    if (kind === 'for good') this.tombstoned.add(stream);
    const noted =
      kind === 'softly'
        ? this.add(`$$${stream}`, ofServer('$metadata', DELETED))
        : this.add(stream, ofServer('$streamDeleted'));
    this.announce();
    return noted.position;
  }

  /** Sets a stream's metadata. */
  describe(stream: string, metadata: object): void {
    this.add(`$$${stream}`, ofServer('$metadata', JSON.stringify(metadata)));
    this.announce();
  }

  isTombstoned(stream: string): boolean {
    return this.tombstoned.has(stream.replace(/^\$\$/, ''));
  }

  /** A stream as readers are given it: without what was cut off. */
  visible(name: string): readonly LogRecord[] | undefined {
    const first = this.firstKept(name);
    if (first === Infinity) return undefined;
    return first === 0 ? this.streams.get(name) : this.streams.get(name)?.slice(first);
  }

  stream(name: string): readonly LogRecord[] | undefined {
    return this.streams.get(name);
  }

  /** The index of the first record at or after a position. */
  indexAt(position: number): number {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.records[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The log as an older backup has it: with its first records only. */
  restoreBackup(records: number): void {
    const lost = this.records.splice(records);
    this.nextPosition = lost[0]?.position ?? this.nextPosition;
    for (const { stream, id } of lost) {
      this.byId.delete(id);
      const kept = this.streams.get(stream)?.filter(({ position }) => position < this.nextPosition) ?? [];
      if (kept.length > 0) this.streams.set(stream, kept);
      else this.streams.delete(stream);
    }
  }

  /** Tells of every append from now on, until the returned function is called. */
  onAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private write(stream: string, events: readonly ProposedRecord[]): AppendOutcome {
    for (const event of events) this.add(stream, event);
    const { revision, position } = this.streams.get(stream)!.at(-1)!;
    this.appends++;
    if (this.isTimeForSystemEvent()) this.addSystemEvent();
    this.announce();
    return { is: 'written', revision, position };
  }

  /** For a writer who expects none, or anything, the stream begins anew and is counted on. */
  private appendToDeleted(
    stream: string,
    expected: number,
    events: readonly ProposedRecord[],
  ): AppendOutcome {
    const current = this.streams.get(stream)!.length - 1;
    if (expected === STREAM_EXISTS) return { is: 'deleted' };
    if (expected >= 0 && expected !== current) return { is: 'wrong-revision', current };
    const outcome = this.write(stream, events);
    this.add(`$$${stream}`, ofServer('$metadata', JSON.stringify({ $tb: current + 1 })));
    return outcome;
  }

  private firstKept(stream: string): number {
    const metadata = this.streams.get(`$$${stream}`)?.at(-1);
    return metadata ? firstKeptBy(metadata, this.streams.get(stream)?.length ?? 0) : 0;
  }

  private announce(): void {
    for (const listener of this.listeners) listener();
  }

  private isTimeForSystemEvent(): boolean {
    return this.systemEventEvery > 0 && this.appends % this.systemEventEvery === 0;
  }

  private add(stream: string, event: ProposedRecord): LogRecord {
    const records = this.streams.get(stream) ?? [];
    if (records.length === 0) this.streams.set(stream, records);
    const created = String(BigInt(Date.now()) * 10_000n);
    const record = { ...event, stream, revision: records.length, position: this.nextPosition, created };
    this.nextPosition += RECORD_HEADER_BYTES + sizeOnDisk(event) + stream.length;
    records.push(record);
    this.records.push(record);
    this.byId.set(event.id, record);
    return record;
  }

  private addSystemEvent(): void {
    this.add('$$$scavenges', ofServer('$metadata'));
  }

  /** The last event of an append the log already holds whole, decided the way the real server decides it. */
  private alreadyWritten(
    stream: string,
    expected: number,
    current: number,
    events: readonly ProposedRecord[],
  ): LogRecord | undefined {
    if (events.length === 0 || expected >= current) return undefined;
    if (expected === ANY || expected === STREAM_EXISTS) {
      const found = events.map(({ id }) => this.byId.get(id));
      return found.every((record) => record?.stream === stream) ? found.at(-1) : undefined;
    }
    const records = this.streams.get(stream)!.slice(expected + 1, expected + 1 + events.length);
    const same = events.every(({ id }, index) => records[index]?.id === id);
    return same ? records.at(-1) : undefined;
  }
}

function isAsExpected(expected: number, current: number): boolean {
  if (expected === ANY) return true;
  if (expected === STREAM_EXISTS) return current >= 0;
  return expected === current;
}
