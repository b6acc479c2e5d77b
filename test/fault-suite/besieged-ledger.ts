import { ConcurrentCallers, type Target } from '../linearizability/concurrent-callers';
import { countsOf } from '../linearizability/counts';
import { faultsOf } from '../linearizability/verdict';
import { onOneFolder, type Start, type TwoServices } from '../staleness/two-services';
import { say } from '../support/say';
import { seed } from '../support/seed';
import { spawnService, type SpawnedService } from '../support/spawned-service';

const CALLERS = 16;

/** Operations before a fault and after it. */
const AROUND = 100;

/** Two built services on one ledger, with callers at work on both of them, while something happens to the services. */
export class BesiegedLedger<Two extends TwoServices = TwoServices> {
  readonly services: SpawnedService[];
  readonly callers: ConcurrentCallers;
  /** The settings of each service when it is started again. */
  environments: readonly Record<string, string>[];
  /** What was done to it, counted. */
  readonly done: Record<string, number> = {};
  private readonly targets: Target[];
  private running: Promise<void> = Promise.resolve();

  constructor(
    readonly two: Two,
    private readonly inside: readonly string[],
  ) {
    this.services = [...two.services];
    this.targets = two.urls.map((url) => ({ url }));
    this.environments = two.environments;
    this.callers = new ConcurrentCallers(this.targets, seed);
  }

  get folder(): string {
    return this.environments[0]!.DATA_DIR!;
  }

  resume(): void {
    this.running = this.callers.run(CALLERS);
  }

  /** Lets callers get the answers that they wait for, and ask nothing more. */
  async pause(): Promise<void> {
    this.callers.end();
    await this.running;
  }

  /** Counts something that was done to it. */
  note(what: string, times = 1): void {
    this.done[what] = (this.done[what] ?? 0) + times;
  }

  async kill(which: 0 | 1): Promise<void> {
    await this.services[which]!.end('SIGKILL');
    this.note('kills');
  }

  async restart(which: 0 | 1): Promise<void> {
    this.services[which] = await spawnService(this.environments[which]!, this.inside);
    this.targets[which]!.url = this.services[which].url;
  }

  async faults(): Promise<string[]> {
    await this.pause();
    const { callers, targets, environments } = this;
    return faultsOf({ callers, targets, environments });
  }

  async end(): Promise<void> {
    await this.pause();
    for (const service of this.services) await service.end('SIGTERM');
    await this.two.end();
  }
}

/** How services are started for a fault. */
export interface Beginning<Two extends TwoServices> {
  readonly start: Start<Two>;
  readonly settings?: Record<string, string>;
  readonly inside?: readonly string[];
}

/** Declares a test: while callers are at work a fault happens, and afterwards nothing may be wrong. */
export function survives<Two extends TwoServices>(
  what: string,
  { start, settings = {}, inside = [] }: Beginning<Two>,
  fault: (ledger: BesiegedLedger<Two>) => Promise<void>,
): void {
  it(`survives ${what}`, async () => {
    const ledger = new BesiegedLedger(await start(settings, inside), inside);
    const begun = performance.now();
    try {
      ledger.resume();
      await ledger.callers.further(AROUND);
      await fault(ledger);
      await ledger.callers.further(AROUND);
      const faults = await ledger.faults();
      const seconds = Math.round((performance.now() - begun) / 1000);
      say(what, { seed, ...ledger.done, ...countsOf(ledger.callers), faults: faults.length, seconds });
      expect(faults).toEqual([]);
    } finally {
      await ledger.end();
    }
  }, 900_000);
}

export const embedded: Beginning<TwoServices> = { start: onOneFolder };
