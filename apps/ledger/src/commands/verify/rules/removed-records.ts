import { isDeepStrictEqual } from 'node:util';
import { removalIn } from '#audit';
import type { StreamRules } from '#evidence';
import { noteOf, streamOfContent, type Removal, type RemovedDay } from '#retention';

/** Which removals there are, and where their notes were found: in the streams of the days that were removed. */
export class FoundRemovals {
  private readonly known: ReadonlyMap<string, Removal>;
  private readonly streams = new Map<string, Set<string>>();

  constructor(readonly removals: readonly Removal[]) {
    this.known = new Map(removals.map((removal) => [removal.begun.removalId, removal]));
  }

  /** Whether a batch lacks its records by a removal that is recorded, has its day, and was not broken off before it removed any. */
  isRecorded(note: NonNullable<ReturnType<typeof removalIn>>, stream: string): boolean {
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

/** Batches of records, which lack them only where a removal is recorded that has the day. The tree proves which records they were. */
export const withRemovals = <State>(rules: StreamRules<State>, found: FoundRemovals): StreamRules<State> => ({
  ...rules,
  follow: (state, event) => {
    const note = removalIn(event);
    if (!note) return rules.follow(state, event);
    if (found.isRecorded(note, event.stream)) return { state };
    const what = 'Its records are gone, and no removal of them is recorded, or it was broken off.';
    return { state, fault: { kind: 'rules', what } };
  },
});
