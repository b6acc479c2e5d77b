/** What every command ends with. */
export const ExitCode = {
  /** Done, and nothing was found that should not be. */
  done: 0,
  /** Done, and it found what it looks for: a difference, a broken proof, an answer that has changed. */
  found: 1,
  /** What was asked for cannot be meant: an argument, an option, a setting. Nothing was done. */
  wrongUsage: 2,
  /** It could not be done. Standard error says why. */
  failed: 3,
  /** It was stopped from the keyboard, or by a signal. */
  interrupted: 130,
  /** An error that nothing caught: a fault of the program. */
  unexpected: 70,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
