import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, readConfig, systemClock, type Clock } from '#platform';
import { startService } from '../../apps/api/src/composition/service';
import { patientSettings } from './patient-settings';

export interface InProcessService {
  readonly url: string;
  /** Where its health and metrics are, if they have an address of their own. */
  readonly operationsUrl: string | null;
  readonly dataDirectory: string;
  close(): Promise<void>;
}

/** The real service in this process, on a free port and a folder of its own unless the environment names another. */
export async function startInProcess(
  environment: Record<string, string> = {},
  clock: Clock = systemClock,
): Promise<InProcessService> {
  const own = environment.DATA_DIR === undefined ? await mkdtemp(join(tmpdir(), 'consent-ledger-')) : null;
  const dataDirectory = environment.DATA_DIR ?? own!;
  const defaults = { ...patientSettings, PORT: '0', LOG_LEVEL: 'error', DATA_DIR: dataDirectory };
  const config = readConfig({ ...defaults, ...environment });
  const service = await startService(config, clock, createLog(config.LOG_LEVEL));
  const close = async () => {
    await service.close();
    if (own) await rm(own, { recursive: true, force: true });
  };
  return { url: service.url, operationsUrl: service.operationsUrl, dataDirectory, close };
}
