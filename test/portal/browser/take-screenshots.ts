import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { ROOT } from '../../support/readme';
import { registerSampleConsents } from './sample-consents';
import { Stage } from './stage';
import { tour } from './tour';

const FOLDER = join(ROOT, 'docs/portal');

const desk = { viewport: { width: 1000, height: 700 } };
const phone = { viewport: { width: 400, height: 800 } };

/** Which pages are shown how; the second word of a file's name says what is special about it. */
const looks: readonly (readonly [suffix: string, options: BrowserContextOptions, pages: RegExp])[] = [
  ['', desk, /^(?!registered|cancelled|consents-none)/],
  ['-dark', { ...desk, colorScheme: 'dark' }, /^(consents|error)$/],
  ['-narrow', phone, /^(consents|register)$/],
];

/** Takes the pictures of docs/portal anew: node dist/test/portal/browser/take-screenshots.js. */
async function main(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const stage = await Stage.set();
  try {
    await registerSampleConsents(stage.system.serviceUrl);
    for (const [suffix, options, pages] of looks) await take(stage, suffix, options, pages);
  } finally {
    await stage.close();
  }
}

const take = (stage: Stage, suffix: string, options: BrowserContextOptions, pages: RegExp): Promise<void> =>
  tour(
    stage,
    async (name, { page }) => {
      if (!pages.test(name)) return;
      await page.screenshot({ path: join(FOLDER, `${name}${suffix}.png`), fullPage: true });
    },
    options,
  );

void main();
