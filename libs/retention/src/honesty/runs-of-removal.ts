import type { Position } from '#event-store';
import { lapsesOnTime } from '../plan/lapse';
import type { Removal } from '../removal/removal';
import { streamOfContent } from '../removal/removing';

/** What one `retention apply` has removed, which may be several removals: an event lists so many days at most. */
export class RunOfRemoval {
  private readonly streams: ReadonlySet<string>;

  constructor(private readonly removals: readonly [Removal, ...Removal[]]) {
    this.streams = new Set(removals.flatMap(({ begun }) => begun.days).map(streamOfContent));
  }

  get removalId(): string {
    return this.removals[0].begun.removalId;
  }

  get position(): Position {
    return this.removals[0].position;
  }

  get knownPosition(): Position {
    return this.removals[0].knownPosition;
  }

  get years(): number {
    return this.removals[0].begun.years;
  }

  lists = (stream: string): boolean => this.streams.has(stream);

  isOf = (removalId: string): boolean => this.removals.some(({ begun }) => begun.removalId === removalId);

  /** Whether the time of a day was over for it. */
  isOver(day: string, at: number = this.removals[0].begun.recordedAt): boolean {
    return lapsesOnTime(day, this.years, at);
  }
}

/** In the order of the log. Those that were broken off before they removed anything are none. */
export function runsIn(removals: readonly Removal[]): readonly RunOfRemoval[] {
  const runs: [Removal, ...Removal[]][] = [];
  for (const removal of removals.filter(({ ended }) => ended?.isRemoved !== false)) {
    const run = runs.at(-1);
    if (run && isOfOneRun(run[0], removal)) run.push(removal);
    else runs.push([removal]);
  }
  return runs.map((run) => new RunOfRemoval(run));
}

/** All are begun before the first has ended: what is begun later is another run, whatever it says. */
const isOfOneRun = (
  { begun: one, endPosition = Infinity }: Removal,
  { begun: other, position }: Removal,
): boolean =>
  position < endPosition &&
  one.plan === other.plan &&
  one.recordedAt === other.recordedAt &&
  one.years === other.years;
