import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { documentAt, documentedCalls, operationsOf, send, type Operation } from './documented-calls';

/** A time at which every example is valid, and the first check has the record that an example reads. */
const NOW = Date.parse('2026-10-15T08:00:00Z');
const BASE = 'http://127.0.0.1:3000';

const run = promisify(execFile);

let service: InProcessService;
let operations: readonly Operation[];
beforeEach(async () => {
  service = await startInProcess({ CALLER_RIGHTS: 'audit' }, () => NOW);
  operations = operationsOf(await documentAt(service.url));
  await registerMistake();
});
afterEach(() => service.close());

/** The consent that the example of a deletion is about: a second example of a registration. */
async function registerMistake(): Promise<void> {
  const calls = await documentedCalls(service.url);
  const [, mistake] = calls.filter(({ operationId }) => operationId === 'registerExtendedConsent');
  expect((await send(service.url, mistake!)).status).toBe(201);
}

/** The example of each operation in a language, at the address of this service. */
const samplesIn = (label: string): [operationId: string, source: string][] =>
  operations.map(({ operationId, 'x-codeSamples': samples }) => {
    const { source } = samples.find((sample) => sample.label === label)!;
    expect(source).toContain(BASE);
    return [operationId, source.replaceAll(BASE, service.url)];
  });

it('every operation has an example in four languages', () => {
  expect(operations.length).toBeGreaterThan(20);
  for (const { operationId, 'x-codeSamples': samples } of operations)
    expect([operationId, samples.map(({ label }) => label)]).toEqual([
      operationId,
      ['curl', 'TypeScript', 'C#', 'Java'],
    ]);
});

it('every example in curl is answered as meant, in the order of the page', async () => {
  for (const [operationId, source] of samplesIn('curl')) {
    const { stdout } = await run('sh', ['-c', `${source} -w '\n%{http_code}'`]);
    const [body, status] = [stdout.slice(0, stdout.lastIndexOf('\n')), stdout.slice(-3)];
    expect([operationId, status, body]).toEqual([operationId, expect.stringMatching(/^20[01]$/), body]);
    expect(() => JSON.parse(body) as unknown).not.toThrow();
  }
});

const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (
  ...names: string[]
) => (log: { log(status: number, body: object): void }) => Promise<void>;

it('every example in TypeScript is answered as meant, in the order of the page', async () => {
  for (const [operationId, source] of samplesIn('TypeScript')) {
    const { outputText, diagnostics } = transpileModule(source, {
      reportDiagnostics: true,
      compilerOptions: { target: ScriptTarget.ES2023, module: ModuleKind.ESNext },
    });
    const seen: [number, object][] = [];
    await new AsyncFunction('console', outputText)({ log: (...said) => seen.push(said) });
    expect([operationId, diagnostics, seen]).toEqual([
      operationId,
      [],
      [[operationId === 'registerExtendedConsent' ? 201 : 200, expect.any(Object) as object]],
    ]);
  }
});
