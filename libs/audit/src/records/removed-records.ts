import type { StoredEvent } from '#event-store';

/** What stands in the place of the records of a batch whose time was over: by which removal, when, and on what authority. */
export interface Removed {
  /** The id of the removal, which is an event of the ledger. */
  readonly removalId: string;
  /** UTC, such as `2026-03-02T07:00:00.123Z`. */
  readonly at: string;
  readonly authority: string;
}

/** Records that are asked for were removed when their time was over. It is not that nothing was recorded. */
export class RecordsRemoved extends Error {
  override readonly name = 'RecordsRemoved';

  constructor(
    /** Of the stream, such as `2015-03-02`. */
    readonly day: string,
    readonly removed: Removed,
  ) {
    super(
      `The records of ${day} were removed by retention on ${removed.at.slice(0, 10)} (removal ${removed.removalId}), under this authority: ${removed.authority}`,
    );
  }
}

type Batch = Pick<StoredEvent, 'data' | 'stream'>;

/** The note in the place of a batch's records; `null` where they are there. */
export const removalIn = ({ data }: Pick<Batch, 'data'>): Removed | null =>
  (data as { readonly removed?: Removed }).removed ?? null;

/** The day of a batch, by its stream. */
export const dayInStream = ({ stream }: Pick<Batch, 'stream'>): string => stream.slice(-'YYYY-MM-DD'.length);

/** @throws RecordsRemoved */
export function demandRecords(batch: Batch): void {
  const removed = removalIn(batch);
  if (removed) throw new RecordsRemoved(dayInStream(batch), removed);
}
