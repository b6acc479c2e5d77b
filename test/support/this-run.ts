/** Whether this is `npm run test:long`. */
export const isLong = process.env.LONG_TESTS !== undefined;

/** Of a table whose rows start processes: the first ones in `npm test`, all in `npm run test:long`. For suites named `*.stores.spec.ts`, which both run. */
export const rowsOfThisRun = <Row>(first: number, rows: readonly Row[]): readonly Row[] =>
  isLong ? rows : rows.slice(0, first);
