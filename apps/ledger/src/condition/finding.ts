/** How one part of a ledger, or of the service on it, is. */
export interface Finding {
  /** The part, in a word or two. */
  readonly about: string;
  /** How it is, in words. */
  readonly state: string;
  /** What to do. Absent: nothing needs to be done. */
  readonly advice?: string;
}
