import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PATH = process.env.CHROMIUM ?? '/usr/bin/chromium';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium without a window, or the one that `CHROMIUM` in the environment names. */
export async function startChromium(): Promise<Browser> {
  if (!existsSync(PATH)) {
    throw new Error(
      `There is no browser at ${PATH}. Install Debian's package chromium, or set CHROMIUM to the browser's path.`,
    );
  }
  return chromium.launch({ executablePath: PATH, args: FLAGS });
}
