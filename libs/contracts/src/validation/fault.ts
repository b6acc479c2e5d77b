/** One thing that is wrong with a request. */
export interface Fault {
  /** The element's dotted path; the caller's own word where the element is unknown, so never for a log. */
  readonly element: string;
  /** The text for the caller. */
  readonly message: string;
  /** The same text without any value of the caller's: a personal identity may have been typed into any element. */
  readonly logMessage: string;
}
