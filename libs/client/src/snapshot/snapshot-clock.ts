import type { Moment } from '../copy/copy-options';
import type { Present } from '../copy/held-consents';

/** The time of this machine, as far as it can be relied on: it may be wrong by so much, and never goes back. */
export class SnapshotClock {
  private anchor: Moment;

  constructor(
    private readonly now: () => Moment,
    private readonly maxErrorMs: number,
    /** The latest time that was seen. */
    private latest = -Infinity,
  ) {
    this.anchor = now();
  }

  /** Between which instants the present lies; `null` when the clock went back, so that nobody knows. */
  present(): Present | null {
    const { monotonic, wall } = this.now();
    const least = Math.max(this.latest, this.anchor.wall + (monotonic - this.anchor.monotonic));
    if (wall < least - this.maxErrorMs) return null;
    this.latest = Math.max(this.latest, wall);
    return { earliest: wall - this.maxErrorMs, latest: Math.max(wall, least) + this.maxErrorMs };
  }

  /** What the clock shows now, whatever it has shown before. */
  shown(): Present {
    const { wall } = this.now();
    return { earliest: wall - this.maxErrorMs, latest: wall + this.maxErrorMs };
  }

  /** The latest time that was seen, to be kept for the next run. */
  seen(): number {
    this.present();
    return this.latest;
  }

  /**
   * The service has said what time it is. Where the clock showed that when it was asked, what the clock showed before was wrong.
   * @param shown what the clock showed when the service was asked.
   */
  agreeOn(instant: number, shown: Present): void {
    if (instant < shown.earliest) return;
    this.anchor = this.now();
    this.latest = this.anchor.wall;
  }
}
