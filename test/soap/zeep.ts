import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Debian's own Python, which knows Debian's packages; another one may come first in the path. */
const PYTHON = '/usr/bin/python3';
const PACKAGE = 'python3-zeep';
const SCRIPT = join(__dirname, 'zeep_client.py');

/** What the calls of the script were answered. */
export interface ZeepReport {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly fault: { readonly code: string; readonly message: string } | null;
}

const works = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    .status === 0;

const hasZeep = (): boolean => works(PYTHON, '-c', 'import zeep');

/** Installs zeep where it is missing. @throws an Error that says what to do where it cannot. */
export function demandZeep(): void {
  if (hasZeep()) return;
  works('apt-get', 'update');
  works('apt-get', 'install', '--yes', '--no-install-recommends', PACKAGE);
  if (!hasZeep())
    throw new Error(
      `The SOAP door is tried with ${PACKAGE}, which ${PYTHON} does not have and which could not be installed here. ` +
        `Run \`apt-get install ${PACKAGE}\` as root.`,
    );
}

/** Runs the script against a service. @throws what Python said when it failed. */
export function callWithZeep(serviceUrl: string): ZeepReport {
  const { status, stdout, stderr } = spawnSync(PYTHON, [SCRIPT, serviceUrl], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`zeep failed:\n${stderr}`);
  return JSON.parse(stdout) as ZeepReport;
}
