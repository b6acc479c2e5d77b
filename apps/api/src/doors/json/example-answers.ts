import recorded from './recorded-answers.json';

/** Answers by the operation, the status, and what the caller did. */
export type RecordedAnswers = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, object>>>>>
>;

/**
 * What a running service has answered to the examples of the documentation, and to mistakes with them. `npm run docs:generate` records it
 * again.
 */
export const recordedAnswers: RecordedAnswers = recorded;

/** The recorded answers of one operation with one status, as OpenAPI shows examples. */
export const exampleAnswers = (
  operationId: string,
  status: number,
): Record<string, { readonly value: object }> =>
  Object.fromEntries(
    Object.entries(recordedAnswers[operationId]?.[status] ?? {}).map(([summary, value]) => [
      summary,
      { summary, value },
    ]),
  );
