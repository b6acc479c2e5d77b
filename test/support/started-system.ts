import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { freePorts } from './free-ports';
import { projectFolder } from './project-folder';

const MAIN = join(projectFolder, 'dist/apps/start/src/main.js');

/** What `npm start` runs: the service, the portal, and the identity provider for development. */
export interface StartedSystem {
  readonly process: ChildProcess;
  /** Standard output, a line each. */
  readonly log: readonly string[];
  readonly errors: readonly string[];
  /** When all of it has ended: its exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts the built system on free ports, with no settings but those given. */
export async function startSystem(settings: Readonly<Record<string, string>>): Promise<StartedSystem> {
  const [PORTAL_PORT, LOCAL_IDP_PORT] = (await freePorts(2)).map(String) as [string, string];
  const child = spawn(process.execPath, [MAIN], {
    cwd: projectFolder,
    env: { PATH: process.env.PATH, PORT: '0', PORTAL_PORT, LOCAL_IDP_PORT, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [log, errors]: [string[], string[]] = [[], []];
  createInterface({ input: child.stdout }).on('line', (line) => log.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { process: child, log, errors, ended };
}

/** The addresses that it prints once everything runs, by the names in front of them. */
export async function addressesOf({
  errors,
  process: child,
}: StartedSystem): Promise<Record<string, string>> {
  for (;;) {
    const printed = errors.flatMap((line) => [...line.matchAll(/^ {2}(\w[\w-]+) +(http:[\w:/.]+)/g)]);
    if (printed.length > 0 && errors.at(-1) === '')
      return Object.fromEntries(printed.map(([, name, url]) => [name!.toLowerCase(), url!]));
    if (child.exitCode !== null) throw new Error(`It ended.\n${errors.join('\n')}`);
    await wait(50);
  }
}
