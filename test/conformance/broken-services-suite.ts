import { startInProcess, type InProcessService } from '../support/in-process-service';
import { brokenBy } from './between';
import type { BrokenService } from './broken-services';
import { failedIn, type KitRun, runKitCommand } from './run-kit-command';

/** The kit against broken services: it is red by the names of the cases, and green without the faults. */
export function judgesBrokenServices(services: readonly BrokenService[]): void {
  let service: InProcessService;
  let runs: ReadonlyMap<BrokenService, KitRun>;

  /** All at once: each has consents of its own. */
  beforeAll(async () => {
    service = await startInProcess();
    runs = new Map(await Promise.all(services.map(async (one) => [one, await testBroken(one)] as const)));
  });
  afterAll(() => service.close());

  async function testBroken({ door, fault, failing, passing }: BrokenService): Promise<KitRun> {
    const broken = await brokenBy(fault(), service.url);
    try {
      return await runKitCommand(broken.url, '--door', door, '--only', ...failing, ...passing);
    } finally {
      await broken.close();
    }
  }

  it.each(services)('the kit names the fault over $door: $name', (broken) => {
    const run = runs.get(broken)!;
    expect(new Set(failedIn(run))).toEqual(new Set(broken.failing.map((id) => `${broken.door} ${id}`)));
    expect(run.code).toBe(1);
  });

  it.each(['json', 'soap'] as const)('the same cases pass over %s without a fault', async (door) => {
    const ofDoor = services.filter((one) => one.door === door);
    const ids = ofDoor.flatMap(({ failing, passing }) => [...failing, ...passing]);
    const run = await runKitCommand(service.url, '--door', door, '--only', ...ids);
    expect(failedIn(run)).toEqual([]);
  });

  it('the kit accepts other texts of refusals when it is asked to judge by codes alone', async () => {
    const english = await brokenBy(async ({ forward }) => {
      const reply = await forward();
      return { ...reply, text: reply.text.replace(/"resultText":"[^"]*"/, '"resultText":"Not valid"') };
    }, service.url);
    const args = [english.url, '--door', 'json', '--only', 'register.scope.invalid', 'cancel.unknown'];
    expect(failedIn(await runKitCommand(...args))).toEqual([
      'json register.scope.invalid',
      'json cancel.unknown',
    ]);
    expect(await runKitCommand(...args, '--codes-only')).toMatchObject({ code: 0 });
    await english.close();
  });
}
