import { writeLedger } from '../generated-ledger';
import { patientSettings } from '../support/patient-settings';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder } from '../support/temporary-folder';

/** A service at work on a ledger of so many events. */
export interface LoadedService {
  readonly service: SpawnedService;
  readonly folder: string;
  readonly environment: Record<string, string>;
  close(): Promise<void>;
}

export async function startLoadedService(events: number): Promise<LoadedService> {
  const folder = await temporaryFolder();
  await writeLedger(folder.path, { events, decisions: 0, seed: 4 });
  const environment = { DATA_DIR: folder.path, LOG_LEVEL: 'warn', ...patientSettings };
  const service = await spawnService({ ...environment, LOG_LEVEL: 'info' });
  while (!(await fetch(`${service.url}/health/ready`)).ok)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const close = async () => {
    await service.end('SIGTERM');
    await folder.remove();
  };
  return { service, folder: folder.path, environment, close };
}
