import { randomUUID } from 'node:crypto';
import type { ProtocolServer } from '../eventstoredb-protocol-server';
import type { SeededRandom } from '../generated-ledger/seeded-random';
import type { Corruption } from './corruption';

type Log = ProtocolServer['log'];
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type LogRecord = Mutable<Log['records'][number]>;

/** The server's log, to somebody who can write its files. */
export class ServerFiles {
  private readonly before: readonly LogRecord[];

  constructor(private readonly log: Log) {
    this.before = log.records.map(copyOf);
  }

  /** What the ledger is made of: neither the server's own events, nor those in which the ledger notes its own work. */
  get ledger(): LogRecord[] {
    return this.records.filter(({ stream }) => !stream.startsWith('$') && !stream.startsWith('audit-'));
  }

  get records(): LogRecord[] {
    return this.log.records;
  }

  stream(name: string): LogRecord[] {
    return this.streams.get(name) ?? [];
  }

  /** Behind the record that is now at this index, in the order of the log and as the first of a stream of its own. */
  insertBehind(record: LogRecord, inserted: LogRecord): void {
    this.records.splice(this.records.indexOf(record) + 1, 0, inserted);
    this.streams.set(inserted.stream, [inserted]);
  }

  /** As it was before anything was done to it. */
  restore(): void {
    this.records.splice(0, this.records.length, ...this.before.map(copyOf));
    this.streams.clear();
    for (const record of this.records)
      this.streams.set(record.stream, [...this.stream(record.stream), record]);
  }

  private get streams(): Map<string, LogRecord[]> {
    return (this.log as unknown as { streams: Map<string, LogRecord[]> }).streams;
  }
}

const copyOf = (record: LogRecord): LogRecord => ({
  ...record,
  data: Buffer.from(record.data),
  metadata: Buffer.from(record.metadata),
});

type Corrupt = (files: ServerFiles, random: SeededRandom) => Corruption;

const changed = ['changed', 'damaged', 'dropped'];

const at = (what: string, ...places: Corruption['places']): Corruption => ({
  what: `${what} at ${places.map(({ position }) => position).join(' and ')}`,
  places,
  touched: [],
  mayBeRefused: false,
});

const meaning = (bytes: Uint8Array): string => {
  const text = Buffer.from(bytes).toString();
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
};

const turnByte: Corrupt = (files, random) => {
  for (;;) {
    const record = random.pick(files.ledger);
    const bytes = random.chance(0.7) ? record.data : record.metadata;
    if (bytes.length === 0) continue;
    const before = meaning(bytes);
    const offset = random.below(bytes.length);
    bytes[offset] = (bytes[offset]! + 1 + random.below(255)) % 256;
    if (meaning(bytes) !== before) return at('turn a byte', { position: record.position, kinds: changed });
  }
};

const editName: Corrupt = (files, random) => {
  const record = random.pick(files.ledger);
  const name = random.pick(['id', 'type', 'stream'] as const);
  if (name === 'id') record.id = randomUUID();
  if (name === 'type') record.type = 'ConsentDeleted.v2';
  if (name === 'stream') record.stream = random.pick(['audit-checkpoints', `consent-${randomUUID()}`]);
  return at(`edit the ${name}`, { position: record.position, kinds: changed });
};

/** Out of the log, and left in its stream; or out of both. */
const drop: Corrupt = (files, random) => {
  const record = random.pick(files.ledger);
  files.records.splice(files.records.indexOf(record), 1);
  const stream = files.stream(record.stream);
  if (random.chance(0.5)) stream.splice(stream.indexOf(record), 1);
  return at('drop an event', { position: record.position, kinds: ['dropped'] });
};

const swap: Corrupt = (files, random) => {
  const { ledger } = files;
  const one = random.below(ledger.length);
  const [first, second] = [
    ledger[one]!,
    ledger[(one + 1 + random.below(ledger.length - 1)) % ledger.length]!,
  ];
  const { position, ...content } = first;
  Object.assign(first, { ...second, position });
  Object.assign(second, content);
  const kinds = [...changed, 'inserted'];
  return at('swap two events', { position, kinds }, { position: second.position, kinds });
};

/** Positions have gaps, so that there is room for one more. */
const insert: Corrupt = (files, random) => {
  const { ledger } = files;
  const id = randomUUID();
  const model = ledger.find(({ type }) => type === 'ConsentRegistered.v1')!;
  const data = { ...(JSON.parse(Buffer.from(model.data).toString()) as object), assertionId: id };
  const before = random.pick(ledger.slice(0, -1));
  const position = before.position + 1;
  const forged = {
    ...model,
    id: randomUUID(),
    stream: `consent-${id}`,
    data: Buffer.from(JSON.stringify(data)),
  };
  files.insertBehind(before, { ...forged, revision: 0, position });
  return at('insert a forged registration', { position, kinds: ['inserted'] });
};

/** Does one thing to the server's log, chosen by the random numbers. */
export const corruptServer: Corrupt = (files, random) =>
  random.pick([turnByte, turnByte, editName, drop, swap, insert])(files, random);
