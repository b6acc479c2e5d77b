import { spawnService } from '../support/spawned-service';
import { temporaryFolder } from '../support/temporary-folder';
import { inspect, type Findings } from './findings';
import { Load } from './load';

/** Confirmed requests after which the service is surely in the middle of its work. */
const ENOUGH = 200;

export interface StopCounts extends Findings {
  readonly acknowledged: number;
  readonly exitCode: number | null;
}

/** Tells the service to stop while callers are at it, starts it again, and looks at what is there. */
export async function stopUnderLoad(): Promise<StopCounts> {
  const folder = await temporaryFolder();
  const service = await spawnService({ DATA_DIR: folder.path });
  const load = new Load(service.url, 'SE165565594230-T');
  const running = load.run(16);
  await load.until(ENOUGH);
  const exitCode = await service.end('SIGTERM');
  await running;
  const again = await spawnService({ DATA_DIR: folder.path });
  const findings = await inspect(again.url, folder.path, load.consents);
  await again.end('SIGTERM');
  await folder.remove();
  return { ...findings, acknowledged: load.confirmed, exitCode };
}
