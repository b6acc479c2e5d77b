import { allCases } from '../../apps/conformance/src/cases';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { say } from '../support/say';
import { failedIn, runKitCommand } from './run-kit-command';

let service: InProcessService;

beforeAll(async () => void (service = await startInProcess()));
afterAll(() => service.close());

it.each([
  ['over json', ['--door', 'json']],
  ['over soap', ['--door', 'soap']],
  ['at one unit', ['--door', 'json', '--care-unit', 'SE165565594230-2001']],
])('our service passes every case %s', async (how, options) => {
  const start = performance.now();
  const run = await runKitCommand(service.url, ...options);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  say(`the kit against our service, ${how}`, { cases: allCases.length, seconds });
  expect(failedIn(run)).toEqual([]);
  expect(run).toMatchObject({ code: 0, complained: '' });
  expect(run.printed).toContain(`\n${allCases.length} passed, 0 failed, `);
});
