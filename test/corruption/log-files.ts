import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { open, type Database, type RootDatabase } from 'lmdb';

/** What the embedded log keeps at a position: `["id",revision,"stream","type",data,metadata]`. */
export type StoredArray = [
  id: string,
  revision: number,
  stream: string,
  type: string,
  data: Record<string, unknown>,
  metadata: Record<string, unknown>,
];

const POSITIONS_PER_RECORD = 32;

/** The embedded log's own databases, opened behind its back by somebody who knows how they are laid out. */
export class LogFiles {
  private constructor(
    private readonly root: RootDatabase,
    private readonly meta: Database<unknown, string>,
    private readonly events: Database<Buffer, number>,
    private readonly index: Database<string>,
  ) {}

  /** Opens a log, does something to it, and leaves. */
  static async tamper<T>(
    dataDirectory: string,
    work: (files: LogFiles) => T,
    log: 'log' | 'audit-log' = 'log',
  ): Promise<T> {
    const root = open({ path: join(dataDirectory, log), noSubdir: false, encoding: 'string' });
    const meta = root.openDB<unknown, string>('meta', { encoding: 'json' });
    const events = root.openDB<Buffer, number>('events', { encoding: 'binary' });
    const index = root.openDB<string>('streams', { encoding: 'string' });
    try {
      return root.transactionSync(() => work(new LogFiles(root, meta, events, index)));
    } finally {
      await root.close();
    }
  }

  bytes(position: number): Buffer {
    return Buffer.from(this.events.get(position)!);
  }

  write(position: number, content: Buffer | string): void {
    this.events.putSync(position, Buffer.from(content));
  }

  remove(position: number): void {
    this.events.removeSync(position);
  }

  arrays(): StoredArray[] {
    return this.texts().map((text) => JSON.parse(text) as StoredArray);
  }

  texts(): string[] {
    return [...this.events.getRange({})].map(({ value }) => value.toString());
  }

  setHead(head: unknown): void {
    if (head === undefined) this.meta.removeSync('head');
    else this.meta.putSync('head', head);
  }

  record(stream: string): string | undefined {
    return this.index.get(stream);
  }

  setRecord(stream: string, record: string | undefined): void {
    if (record === undefined) this.index.removeSync(stream);
    else this.index.putSync(stream, record);
  }

  /** Writes the whole log anew, with the positions, revisions, index and head that these events would have had in this order. */
  rewrite(events: readonly StoredArray[]): void {
    this.events.clearSync();
    this.index.clearSync();
    const streams = new Map<string, number[]>();
    events.forEach(([id, , stream, type, data, metadata], position) => {
      const positions = streams.get(stream) ?? [];
      streams.set(stream, positions);
      this.write(position, JSON.stringify([id, positions.length, stream, type, data, metadata]));
      positions.push(position);
    });
    for (const [stream, positions] of streams) this.writeIndex(stream, positions);
    this.setHead(events.length - 1);
  }

  private writeIndex(stream: string, positions: readonly number[]): void {
    const archived = Math.floor((positions.length - 1) / POSITIONS_PER_RECORD) * POSITIONS_PER_RECORD;
    for (let first = 0; first < archived; first += POSITIONS_PER_RECORD) {
      const row = positions.slice(first, first + POSITIONS_PER_RECORD);
      this.index.putSync([stream, first], [first, ...row].join(','));
    }
    this.index.putSync(stream, [archived, ...positions.slice(archived)].join(','));
  }
}

const FOLDERS = ['log', 'audit-log', 'tree', 'decision-tree', 'keys'];
const LOCKS = /lock\.mdb$|\/gate(\/|$)/;

/** A copy of a ledger that nobody has open. */
export async function copyLedger(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  for (const folder of FOLDERS) {
    await cp(join(from, folder), join(to, folder), { recursive: true, filter: (path) => !LOCKS.test(path) });
  }
}
