import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { MachinePart } from '../support/machine-part';

/** Debian's own Python, which knows Debian's packages; another one may come first in the path. */
const PYTHON = '/usr/bin/python3';
const PACKAGE = 'python3-zeep';
const SCRIPT = join(__dirname, 'zeep_client.py');

/** What the calls of the script were answered. */
export interface ZeepReport {
  readonly answers: Readonly<Record<string, unknown>>;
  /** The facts that a ping was answered with, by their names. */
  readonly ping: Readonly<Record<string, string>>;
  readonly fault: { readonly code: string; readonly message: string } | null;
}

/** The part that the tests with zeep need. */
export const zeep: MachinePart = {
  name: `zeep for ${PYTHON}`,
  install: `Run \`apt-get install ${PACKAGE}\` as root.`,
  isPresent: () => spawnSync(PYTHON, ['-c', 'import zeep'], { stdio: 'ignore' }).status === 0,
};

/** Runs the script against a service. @throws what Python said when it failed. */
export function callWithZeep(serviceUrl: string): ZeepReport {
  const { status, stdout, stderr } = spawnSync(PYTHON, [SCRIPT, serviceUrl], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`zeep failed:\n${stderr}`);
  return JSON.parse(stdout) as ZeepReport;
}
