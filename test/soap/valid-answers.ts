import { schemaJudge, type SchemaJudge } from './schema-judge';

/** One for all the services of a test file: they serve the same schemas. */
let judge: Promise<SchemaJudge> | undefined;

afterAll(async () => (await judge)?.close());

/** Holds an answer to the schemas that its service serves. @throws an Error that tells the answer, and what is wrong with it. */
export async function demandValid(serviceUrl: string, envelope: string): Promise<void> {
  judge ??= schemaJudge(serviceUrl);
  const faults = await (await judge).faultsOf(envelope);
  if (faults.length > 0)
    throw new Error(`The answer is not as the schemas say:\n${faults.join('\n')}\n${envelope}`);
}
