import { startInProcess } from '../support/in-process-service';
import { documentAt, documentedCalls, operationsOf, send, type Operation } from './documented-calls';

/** A time at which every example is valid, and the first check has the record that an example reads. */
const NOW = Date.parse('2026-10-15T08:00:00Z');
const BASE = 'http://127.0.0.1:3000';

/** A service that answers every example as meant when they are sent in the order of the page. */
export interface SampledService {
  readonly operations: readonly Operation[];
  /** The example of each operation in a language, at the address of this service. */
  samplesIn(label: string): [operationId: string, source: string][];
  close(): Promise<void>;
}

export async function startSampledService(): Promise<SampledService> {
  const service = await startInProcess({ CALLER_RIGHTS: 'audit' }, () => NOW);
  const { url } = service;
  const operations = operationsOf(await documentAt(url));
  await registerMistake(url);
  const samplesIn = (label: string) =>
    operations.map(({ operationId, 'x-codeSamples': samples }): [string, string] => {
      const { source } = samples.find((sample) => sample.label === label)!;
      expect(source).toContain(BASE);
      return [operationId, source.replaceAll(BASE, url)];
    });
  return { operations, samplesIn, close: () => service.close() };
}

/** The consent that the example of a deletion is about: a second example of a registration. */
async function registerMistake(url: string): Promise<void> {
  const calls = await documentedCalls(url);
  const [, mistake] = calls.filter(({ operationId }) => operationId === 'registerExtendedConsent');
  expect((await send(url, mistake!)).status).toBe(201);
}
