import { source as axe } from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import type { Stage } from '../stage';
import { tour } from '../tour';
import { SUPPORT_CONTACT } from '../whole-system';

/** What is for paper has no foot with a contact in it. */
const WITHOUT_FOOT = /^(?:identity-provider|print|decisions-print)$/;

/** What axe finds at a page, each as its rule and the elements that break it. */
async function violationsAt(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

export function soundness(stageOf: () => Stage, colorScheme: 'light' | 'dark'): void {
  it(`has no page in which axe finds anything, in ${colorScheme} colours`, async () => {
    const found: Record<string, string[]> = {};
    const look = async (name: string, page: Page) => {
      if (name !== 'identity-provider') found[name] = await violationsAt(page);
    };
    await tour(stageOf(), (name, { page }) => look(name, page), { colorScheme });
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
    expect(Object.keys(found)).toHaveLength(33);
  });
}

/** What each page is without: a wide screen, and scripts. */
export function accessibility(stageOf: () => Stage): void {
  it('needs no script, and fits a screen of 320 pixels, or one that is enlarged to it: nothing but tables goes over its edge, and help is named', async () => {
    const wide: Record<string, number> = {};
    const helpless: string[] = [];
    const seen: string[] = [];
    const look = async (name: string, page: Page) => {
      expect(await page.locator('script').count()).toBe(0);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (name !== 'identity-provider' && width > 320) wide[name] = width;
      const foot = WITHOUT_FOOT.test(name) ? SUPPORT_CONTACT : await page.locator('footer').innerText();
      if (!foot.includes(SUPPORT_CONTACT)) helpless.push(name);
      seen.push(name);
    };
    const options = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } };
    await tour(stageOf(), (name, { page }) => look(name, page), options);
    expect([wide, helpless]).toEqual([{}, []]);
    expect(seen).toEqual(expect.arrayContaining(['cancelled', 'error', 'error-cancelled', 'not-found']));
  });
}
