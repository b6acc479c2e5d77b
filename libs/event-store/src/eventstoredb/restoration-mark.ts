import { randomUUID } from 'node:crypto';
import { StoreUnavailable, type EventStore } from '../event-store';
import type { RestorationMark } from '../restorable-store';
import type { StreamReader } from './stream-reader';

interface Metadata {
  readonly restoration?: RestorationMark;
}

/**
 * The mark of a restoration, in the metadata of a stream that has no events. What the server keeps about streams is in streams of
 * its own, so the mark is no event of the ledger: it is neither exported, nor proved, nor counted. Every user who may append may
 * write it.
 */
export class MarkStream {
  private readonly name: string;

  constructor(
    private readonly store: Pick<EventStore, 'append'>,
    private readonly reader: StreamReader,
    prefix = '',
  ) {
    this.name = `$$${prefix}ledger-restoration`;
  }

  async read(): Promise<RestorationMark | undefined> {
    const last = await this.reader.lastOwn(this.name);
    return (last?.data as Metadata | undefined)?.restoration;
  }

  /** @throws StoreUnavailable */
  async write(restoration: RestorationMark | undefined): Promise<void> {
    const last = await this.reader.lastOwn(this.name);
    const event = { id: randomUUID(), type: '$metadata', data: { restoration }, metadata: {} };
    const result = await this.store.append(this.name, last?.revision ?? 'no-stream', [event]);
    if (!result.ok) throw new StoreUnavailable('Another process has just begun or ended an import.');
  }
}
