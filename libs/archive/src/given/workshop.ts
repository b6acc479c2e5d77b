import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedEventStore, type NewEvent } from '#event-store';
import { EventStoreDbEventStore } from '#event-store/eventstoredb';
import { auditStream } from '#ledger';
import { ProtocolServer } from '../../../../test/eventstoredb-protocol-server';
import { ArchiveFile, archiveLines, endsOf, importArchive, NewFile } from '..';
import type { Imported, Progress, RestorableLogs, Trailer } from '..';

export const LEDGER = 'ledger.example.org/spec';

export const unwatched: Progress = { at: () => undefined, end: () => undefined };

/** Folders, stores and servers of a spec; they are closed and removed when it is done. */
export class Workshop {
  private readonly closing: (() => unknown)[] = [];
  private folder: Promise<string> | undefined;
  private made = 0;

  /** A path that nothing is at yet. */
  async path(name = 'ledger.ndjson'): Promise<string> {
    this.folder ??= mkdtemp(join(tmpdir(), 'archive-'));
    return join(await this.folder, `${(this.made += 1)}-${name}`);
  }

  async fileWith(content: string | Buffer): Promise<string> {
    const path = await this.path();
    await writeFile(path, content);
    return path;
  }

  async embedded(): Promise<RestorableLogs> {
    const store = await EmbeddedEventStore.open(await this.path('log'));
    const auditStore = await EmbeddedEventStore.open(await this.path('audit-log'));
    this.closing.push(
      () => store.close(),
      () => auditStore.close(),
    );
    return { store, auditStore };
  }

  async eventStoreDb(): Promise<RestorableLogs> {
    const server = await ProtocolServer.start();
    const store = await EventStoreDbEventStore.open(server.url);
    this.closing.push(
      () => server.die(),
      () => store.close(),
    );
    return { store, auditStore: store };
  }

  async close(): Promise<void> {
    for (const close of this.closing.splice(0).toReversed()) await close();
    if (this.folder) await rm(await this.folder, { recursive: true });
    this.folder = undefined;
  }
}

/** One append to a stream of either log. */
export interface Step {
  readonly stream: string;
  readonly events: readonly Pick<NewEvent, 'data' | 'metadata'>[];
}

export const streams = [
  'consent-1',
  'consent-2',
  'review-2026-11',
  auditStream('checkpoints'),
  auditStream('decisions-1'),
];

export async function write({ store, auditStore }: RestorableLogs, steps: readonly Step[]): Promise<void> {
  for (const { stream, events } of steps) {
    const log = stream.startsWith(auditStream('')) ? auditStore : store;
    await log.append(
      stream,
      'any',
      events.map((event) => ({ id: randomUUID(), type: 'Noted.v1', ...event })),
    );
  }
}

/** So many appends, one after the other to each of the streams. */
export const someSteps = (count: number): Step[] =>
  Array.from({ length: count }, (_, index) => ({
    stream: streams[index % streams.length]!,
    events: Array.from({ length: 1 + (index % 2) }, () => ({
      data: { index, text: 'å' },
      metadata: { caller: 'x' },
    })),
  }));

export async function exportTo(path: string, logs: RestorableLogs): Promise<Trailer> {
  return new NewFile(path).write(archiveLines(logs, LEDGER, await endsOf(logs)), path.endsWith('.gz'));
}

export const inspect = (path: string): Promise<ArchiveFile> =>
  ArchiveFile.inspect(path, async () => unwatched);

export async function importFrom(path: string, logs: RestorableLogs): Promise<Imported> {
  return importArchive(await inspect(path), logs, async () => unwatched);
}

/** The bytes of an export of a ledger. */
export async function exported(workshop: Workshop, logs: RestorableLogs): Promise<string> {
  const path = await workshop.path();
  await exportTo(path, logs);
  return readFile(path, 'utf8');
}

/** An archive whose last line is right, whatever the lines before it are. */
export function sealed(lines: readonly string[], trailer: object): string {
  const content = lines.map((line) => `${line}\n`).join('');
  const sha256 = createHash('sha256').update(content).digest('hex');
  return `${content}${JSON.stringify({ ...trailer, sha256 })}\n`;
}
