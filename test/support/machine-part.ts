/** A part of the machine that some tests need, and that `npm ci` does not always bring. */
export interface MachinePart {
  readonly name: string;
  /** How to get it: a sentence for the person who runs the tests. */
  readonly install: string;
  isPresent(): boolean;
}

/**
 * Declares cases that need a part of the machine. Where the part is missing they are skipped under a title that says how to install
 * it; the summary of the run repeats that title (tools/skipped-tests-reporter.cjs). Nothing is installed here.
 */
export function describeWith(part: MachinePart, cases: () => void): void {
  if (part.isPresent()) describe(`with ${part.name}`, cases);
  else describe.skip(`SKIPPED, for it needs ${part.name}. ${part.install}`, cases);
}
