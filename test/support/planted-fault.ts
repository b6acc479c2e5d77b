import { join } from 'node:path';
import { projectFolder } from './project-folder';

/** How a program can be made to fail while it runs: by SIGUSR2, where it was started with these settings. */
export type PlantedFault = 'throw' | 'reject' | 'exit' | 'worker' | 'memory';

export const settingsToFail = (fault: PlantedFault): Record<string, string> => ({
  FAULT: fault,
  NODE_OPTIONS: `--require=${join(projectFolder, 'dist/test/processes/fail.js')} --max-old-space-size=150`,
});
