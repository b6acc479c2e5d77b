import { Failure } from '../../failure';

/** The other service gave no answer that can be used. What was adopted before stays. */
export class SourceFailure extends Failure {
  /** @param isTransient whether it may be another in a moment */
  constructor(
    readonly why: string,
    readonly isTransient = false,
  ) {
    super(
      `The other service gave no answer that can be used. ${why} What was done stays: run the command again to go on.`,
    );
  }
}

/** It answered, and refuses: it would refuse again. */
export class SourceRefused extends SourceFailure {}

/** It asks to be left alone for a while. */
export class SourceBusy extends SourceFailure {
  constructor(
    why: string,
    /** In milliseconds; `undefined`: it does not say for how long. */
    readonly retryAfterMs: number | undefined,
  ) {
    super(why);
  }
}
