import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder } from '../support/temporary-folder';
import { inspect, type Findings } from './findings';
import { ask, Load, type KnownConsent } from './load';

const CALLERS = 16;

/** Confirmed requests before which no service is brought down: what was acknowledged is what is looked for. */
const LEAST_CONFIRMED = 20;

export interface KillCounts {
  rounds: number;
  /** Answered with success. */
  acknowledged: number;
  /** Asked for and never answered. */
  inDoubt: number;
  /** Of those, how many had been carried out. */
  done: number;
  /** Of those, how many were asked for again with the same idempotency key, and confirmed. */
  repeated: number;
  faults: string[];
}

/** How a service is brought down, and with which settings it was started for that. */
export interface Downfall {
  readonly settings: (round: number) => Record<string, string>;
  readonly bringDown: (service: SpawnedService, folder: string) => Promise<unknown>;
}

const killed: Downfall = { settings: () => ({}), bringDown: (service) => service.end('SIGKILL') };

/** Brings the service down under load, again and again on the same data, and looks each time at what is left. */
export async function killUnderLoad(
  rounds: number,
  { settings, bringDown }: Downfall = killed,
): Promise<KillCounts> {
  const folder = await temporaryFolder();
  const counts: KillCounts = { rounds, acknowledged: 0, inDoubt: 0, done: 0, repeated: 0, faults: [] };
  const everything: KnownConsent[] = [];
  let service = await spawnService({ DATA_DIR: folder.path, ...settings(0) });
  for (let round = 0; round < rounds; round++) {
    const load = new Load(service.url, `SE165565594230-K${round}`);
    const running = load.run(CALLERS);
    await load.until(LEAST_CONFIRMED);
    await delay(randomInt(0, 1000));
    await bringDown(service, folder.path);
    await running;
    service = await restarted({ DATA_DIR: folder.path, ...settings(round + 1) }, counts);
    count(load, await inspect(service.url, folder.path, load.consents), counts);
    await repeat(service, load.consents, counts);
    everything.push(...load.consents);
  }
  counts.faults.push(...(await inspect(service.url, folder.path, everything)).faults);
  await service.end('SIGTERM');
  await folder.remove();
  return counts;
}

async function restarted(settings: Record<string, string>, counts: KillCounts): Promise<SpawnedService> {
  const service = await spawnService(settings);
  const ready = await fetch(`${service.url}/health/ready`);
  if (ready.status !== 200) counts.faults.push(`not ready: ${await ready.text()}`);
  return service;
}

function count(load: Load, { faults, done, undone }: Findings, counts: KillCounts): void {
  counts.acknowledged += load.confirmed;
  counts.inDoubt += done + undone;
  counts.done += done;
  counts.faults.push(...faults);
}

/** Whoever sent an idempotency key may ask again, and gets what was asked for, once. */
async function repeat(
  { url }: SpawnedService,
  consents: readonly KnownConsent[],
  counts: KillCounts,
): Promise<void> {
  for (const consent of consents.filter(({ inDoubt, key }) => inDoubt && key)) {
    await ask(url, consent, consent.inDoubt!);
    counts.repeated += 1;
  }
}
