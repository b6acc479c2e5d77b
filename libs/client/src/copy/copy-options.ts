/** Two clocks of this machine, in milliseconds. */
export interface Moment {
  /** Never goes backwards, and may stand still while the machine sleeps. */
  readonly monotonic: number;
  /** Goes on while the machine sleeps, and may be set. */
  readonly wall: number;
}

export interface ConsentCopyOptions {
  /** The care provider whose consents are copied. */
  readonly careProviderId: string;
  /** How old the copy may be when it answers, in milliseconds, from when its last reading to the end was asked for. */
  readonly maxStalenessMs: number;
  /** Where the copy is kept between two runs. It has personal identities in it. Absent: in memory alone. */
  readonly file?: string;
  /** Hears why a reading in the background failed. */
  readonly onFailure?: (error: unknown) => void;
  /** What time it is. Default: that of the machine. */
  readonly clock?: () => Moment;
}
