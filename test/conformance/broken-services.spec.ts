import { startInProcess, type InProcessService } from '../support/in-process-service';
import { brokenBy } from './between';
import { brokenServices, type BrokenService } from './broken-services';
import { failedIn, type KitRun, runKitCommand } from './run-kit-command';

let service: InProcessService;

beforeAll(async () => void (service = await startInProcess()));
afterAll(() => service.close());

async function testBroken({ door, fault, failing, passing }: BrokenService): Promise<KitRun> {
  const broken = await brokenBy(fault(), service.url);
  try {
    return await runKitCommand(broken.url, '--door', door, '--only', ...failing, ...passing);
  } finally {
    await broken.close();
  }
}

it.each(brokenServices)('the kit names the fault over $door: $name', async (broken) => {
  const run = await testBroken(broken);
  expect(new Set(failedIn(run))).toEqual(new Set(broken.failing.map((id) => `${broken.door} ${id}`)));
  expect(run.code).toBe(1);
});

it.each(['json', 'soap'] as const)('the same cases pass over %s without a fault', async (door) => {
  const ids = brokenServices.flatMap(({ failing, passing }) => [...failing, ...passing]);
  const run = await runKitCommand(service.url, '--door', door, '--only', ...ids);
  expect(failedIn(run)).toEqual([]);
});
