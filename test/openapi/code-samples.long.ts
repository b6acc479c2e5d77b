import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { startSampledService, type SampledService } from './sampled-service';

const run = promisify(execFile);

let service: SampledService;
beforeEach(async () => {
  service = await startSampledService();
});
afterEach(() => service.close());

it('every operation has an example in four languages', () => {
  expect(service.operations.length).toBeGreaterThan(20);
  for (const { operationId, 'x-codeSamples': samples } of service.operations)
    expect([operationId, samples.map(({ label }) => label)]).toEqual([
      operationId,
      ['curl', 'TypeScript', 'C#', 'Java'],
    ]);
});

it('every example in curl is answered as meant, in the order of the page', async () => {
  for (const [operationId, source] of service.samplesIn('curl')) {
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
  for (const [operationId, source] of service.samplesIn('TypeScript')) {
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
