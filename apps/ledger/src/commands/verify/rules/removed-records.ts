import { isDeepStrictEqual } from 'node:util';
import { removalIn, type Removed } from '#audit';
import type { StoredEvent } from '#event-store';
import { accessesOf, decisionsOf, type StreamRules } from '#evidence';
import { noteOf, streamOfContent, type Removal, type RemovedDay } from '#retention';

/** Which removals there are, and where their notes were found: in the streams of the days that were removed. */
export class FoundRemovals {
  private readonly known: ReadonlyMap<string, Removal>;
  private readonly streams = new Map<string, Set<string>>();

  constructor(readonly removals: readonly Removal[]) {
    this.known = new Map(removals.map((removal) => [removal.begun.removalId, removal]));
  }

  /** Whether a batch lacks its records by a removal that is recorded, has its day, and was not broken off before it removed any. */
  isRecorded(note: Removed, stream: string): boolean {
    const removal = this.known.get(note.removalId);
    if (!removal || removal.ended?.isRemoved === false) return false;
    if (!isDeepStrictEqual(noteOf(removal.begun), note)) return false;
    if (!removal.begun.days.some((day) => streamOfContent(day) === stream)) return false;
    const streams = this.streams.get(note.removalId) ?? new Set();
    this.streams.set(note.removalId, streams.add(stream));
    return true;
  }

  /** The days of a removal whose records are gone. */
  daysGone({ begun }: Removal): readonly RemovedDay[] {
    return begun.days.filter((day) => this.isGone(day, begun.removalId));
  }

  /** The days of a removal whose records are there. */
  daysThere({ begun }: Removal): readonly RemovedDay[] {
    return begun.days.filter((day) => !this.isGone(day, begun.removalId));
  }

  private isGone(day: RemovedDay, removalId: string): boolean {
    return this.streams.get(removalId)?.has(streamOfContent(day)) ?? false;
  }
}

/** The state of the batches of a day, and whether one of them has its records. */
interface Batches<State> {
  readonly state: State;
  readonly hasRecords: boolean;
}

/**
 * Batches of records, which lack them only where a removal is recorded that has the day: then all that were there lack them. The tree
 * proves which records they were.
 */
export const withRemovals = <State>(
  rules: StreamRules<State>,
  found: FoundRemovals,
): StreamRules<Batches<State>> => ({
  ...rules,
  initial: { state: rules.initial, hasRecords: false },
  follow: (batches, event) => {
    const note = removalIn(event);
    if (!note) {
      const { state, ...fault } = rules.follow(batches.state, event);
      return { state: { state, hasRecords: true }, ...fault };
    }
    const hasRecords = batches.hasRecords || areThere(event);
    const what = faultOf(note, event, batches, found);
    return { state: { ...batches, hasRecords }, ...(what !== null && { fault: { kind: 'rules', what } }) };
  },
});

const areThere = (batch: StoredEvent): boolean => (decisionsOf(batch) ?? accessesOf(batch)) !== null;

function faultOf(
  note: Removed,
  event: StoredEvent,
  { hasRecords }: Pick<Batches<unknown>, 'hasRecords'>,
  found: FoundRemovals,
): string | null {
  const isRecorded = found.isRecorded(note, event.stream);
  if (areThere(event)) return 'Its records are there, and beside them a note that they were removed.';
  if (!isRecorded) return 'Its records are gone, and no removal of them is recorded, or it was broken off.';
  if (!hasRecords) return null;
  return 'Its records are gone, and those of an earlier batch of the day are there: a removal is of whole days.';
}
