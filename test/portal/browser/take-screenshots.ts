import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { projectFolder } from '../../support/project-folder';
import { registerSampleConsents } from './sample-consents';
import { Stage } from './stage';
import { tour } from './tour';

const FOLDER = join(projectFolder, 'docs/portal');

/** Enough of a long page to see what it is. The playground is nothing without what is below. */
const TALLEST = 1_300;
const WHOLE = /^playground$/;

const desk = { viewport: { width: 1000, height: 700 } };
const phone = { viewport: { width: 400, height: 800 } };

/** Which pages are shown how; the second word of a file's name says what is special about it. */
const looks: readonly (readonly [suffix: string, options: BrowserContextOptions, pages: RegExp])[] = [
  ['', desk, /^(?!registered|cancelled|consents-none|signing-out)/],
  ['-dark', { ...desk, colorScheme: 'dark' }, /^(consents|error)$/],
  ['-narrow', phone, /^(consents|register|playground)$/],
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
      const { width } = page.viewportSize()!;
      const height = Math.min(
        WHOLE.test(name) ? Infinity : TALLEST,
        await page.locator('html').evaluate(({ scrollHeight }) => scrollHeight),
      );
      const clip = { x: 0, y: 0, width, height };
      await page.screenshot({ path: join(FOLDER, `${name}${suffix}.png`), fullPage: true, clip });
    },
    options,
  );

void main();
