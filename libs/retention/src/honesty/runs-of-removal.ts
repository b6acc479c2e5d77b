import { dayOf } from '#audit';
import type { Instant } from '#consent';
import type { Position } from '#event-store';
import { lapsesOnTime } from '../plan/lapse';
import type { Removal } from '../removal/removal';
import { streamOfContent } from '../removal/removing';
import type { Written } from './days-in-log';

/** What one `retention apply` has removed, which may be several removals: an event lists so many days at most. */
export class RunOfRemoval {
  private readonly streams: ReadonlySet<string>;

  constructor(private readonly removals: readonly [Removal, ...Removal[]]) {
    const ended = removals.filter(({ ended: end }) => end !== undefined);
    this.streams = new Set(ended.flatMap(({ begun }) => begun.days).map(streamOfContent));
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

  get onlyBefore(): string | undefined {
    return this.removals[0].begun.onlyBefore;
  }

  get recordedAt(): Instant {
    return this.removals[0].begun.recordedAt;
  }

  /** Of those that have ended. What is left of the others was not removed, although they list it. */
  lists = (stream: string): boolean => this.streams.has(stream);

  isOf = (removalId: string): boolean => this.removals.some(({ begun }) => begun.removalId === removalId);

  /** Whether the time of a day was over for it. */
  isOver(day: string, at: Instant = this.recordedAt): boolean {
    return lapsesOnTime(day, this.years, at);
  }

  /** Whether its plan had the day, unless a hold kept that. */
  isAskedFor = (day: string): boolean => this.onlyBefore === undefined || day < this.onlyBefore;

  /** Whether it came after a batch, for all that anybody can say. What stands behind a later day than its own was written after it. */
  isAfter({ reached, latestDay }: Written): boolean {
    return reached < this.knownPosition && latestDay <= dayOf(this.recordedAt);
  }
}

/**
 * In the order of the log. A run has removed its records when one of its removals has ended so: the log is rewritten as a whole, and
 * a process that is killed leaves the others without an end. Where none has, nothing was removed, or that is a finding of its own.
 */
export function runsIn(removals: readonly Removal[]): readonly RunOfRemoval[] {
  const runs: [Removal, ...Removal[]][] = [];
  for (const removal of removals.filter(({ ended }) => ended?.isRemoved !== false)) {
    const run = runs.at(-1);
    if (run && isOfOneRun(run[0], removal)) run.push(removal);
    else runs.push([removal]);
  }
  return runs.filter((run) => run.some(({ ended }) => ended)).map((run) => new RunOfRemoval(run));
}

/** All are begun before the first has ended: what is begun later is another run, whatever it says. */
const isOfOneRun = (
  { begun: one, endPosition = Infinity }: Removal,
  { begun: other, position }: Removal,
): boolean =>
  position < endPosition &&
  one.plan === other.plan &&
  one.recordedAt === other.recordedAt &&
  one.years === other.years &&
  one.onlyBefore === other.onlyBefore;
