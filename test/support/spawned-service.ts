import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { identitiesIn } from './identities-in-text';
import { patientSettings } from './patient-settings';
import { projectFolder } from './project-folder';

const APPS = join(projectFolder, 'dist/apps');

export interface SpawnedService {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything it has logged so far, a line each. */
  readonly log: readonly string[];
  /** What it wrote beside its log, on standard error. */
  readonly errors: readonly string[];
  /**
   * Sends a signal and waits for the end; answers the exit code, `null` when the signal ended it.
   * Throws when a personal identity is found in anything that it has written: whatever a test is about, that must not be.
   */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * The built service as a process of its own (`npm run build` first), on a free port unless the environment names one. `inside` is
 * a command that becomes the one that it is given.
 */
export const spawnService = (
  environment: Record<string, string>,
  inside: readonly string[] = [],
): Promise<SpawnedService> =>
  spawnServer('api/src/main.js', { ...patientSettings, PORT: '0', ...environment }, inside);

/** Any server of ours as a process of its own, by its built file below `apps/`; it says in its log where it listens. */
export async function spawnServer(
  main: string,
  environment: Record<string, string>,
  inside: readonly string[] = [],
): Promise<SpawnedService> {
  const [command, ...args] = [...inside, process.execPath, join(APPS, main)];
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.push(line);
      if (line.includes('"listening"')) resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}.\n${errors.join('\n')}`)));
  });
  const endAndSearch = async (signal: NodeJS.Signals) => {
    const code = await end(child, signal);
    refuseIdentities([...log, ...errors]);
    return code;
  };
  return { url, process: child, log, errors, end: endAndSearch };
}

function refuseIdentities(lines: readonly string[]): void {
  const line = lines.find((text) => identitiesIn(text).length > 0);
  if (line) throw new Error(`A service has written a personal identity: ${line}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'close') as Promise<[number | null]>;
  child.kill(signal);
  return (await exit)[0];
}
