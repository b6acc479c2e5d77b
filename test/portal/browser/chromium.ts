import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import type { MachinePart } from '../../support/machine-part';
import { unpackedChromium, type BrowserProgram } from './unpacked-chromium';

/** Where a browser stands that a person has installed: Debian's first. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser of the tests: the one that `CHROMIUM` names, else an installed one, else the one that `npm ci` brought. */
export const testBrowser: MachinePart = {
  name: 'a browser',
  install: 'Run `apt-get install chromium` as root, or set CHROMIUM to the path of a Chromium or Chrome.',
  isPresent: () => starts(findBrowser()),
};

/** @throws an Error that says what to do, where there is no browser. */
export async function startChromium(): Promise<Browser> {
  const found = findBrowser();
  if (found === null) throw new Error(`There is no browser. ${testBrowser.install}`);
  const env = Object.entries(found.environment).filter(([, value]) => value !== undefined);
  return chromium.launch({
    executablePath: found.path,
    args: FLAGS,
    env: Object.fromEntries(env),
  });
}

function findBrowser(): BrowserProgram | null {
  const named = process.env.CHROMIUM ?? INSTALLED.find((path) => existsSync(path));
  return named === undefined ? unpackedChromium() : { path: named, environment: process.env };
}

/** Whether it runs on this machine: a program can be there and lack the libraries that it needs. */
const starts = (found: BrowserProgram | null): boolean =>
  found !== null &&
  spawnSync(found.path, ['--version'], { env: found.environment, stdio: 'ignore' }).status === 0;
