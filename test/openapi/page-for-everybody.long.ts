import { source as axe } from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startChromium, testBrowser } from '../portal/browser/chromium';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { describeWith } from '../support/machine-part';

/** A contract, what is asked by FHIR as a form and as a resource, and a question with an id in its address. */
const OPERATIONS = [
  'Consents-registerExtendedConsent',
  'FHIR-fhirSearchConsents',
  'FHIR-fhirCheckConsent',
  'Audit-getHistory',
];
const PATIENCE = { timeout: 60_000 };

describeWith(testBrowser, () => {
  let service: InProcessService;
  let browser: Browser;

  beforeAll(async () => {
    service = await startInProcess();
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  /** The page as it comes, with nothing opened. */
  async function openPage(options: BrowserContextOptions): Promise<Page> {
    const page = await browser.newPage(options);
    await page.goto(`${service.url}/docs`);
    await page.locator('.opblock').first().waitFor(PATIENCE);
    return page;
  }

  /** With everything in them that can be opened, and an answer of the service. */
  async function openOperations(page: Page): Promise<void> {
    for (const id of OPERATIONS) {
      const operation = page.locator(`#operations-${id}`);
      await operation.locator('.opblock-summary-control').click(PATIENCE);
      const examples = operation.locator('details > summary');
      await examples.last().waitFor(PATIENCE);
      for (const example of await examples.all()) await example.click(PATIENCE);
      await operation.locator('.responses-table .example').first().waitFor(PATIENCE);
    }
    await page.locator(`#operations-${OPERATIONS[0]} .execute`).click(PATIENCE);
    await page.locator('.live-responses-table').waitFor(PATIENCE);
  }

  const widthOf = (page: Page): Promise<number> =>
    page.evaluate<number>('document.documentElement.scrollWidth');

  it('no wider than a screen of 320 pixels, closed and opened', async () => {
    const page = await openPage({ viewport: { width: 320, height: 640 } });
    expect(await widthOf(page)).toBe(320);
    const controls = page.locator('.opblock-summary-control');
    await controls.evaluateAll((all) => all.forEach((one) => one.click()));
    await page
      .locator('.opblock .responses-table')
      .nth((await controls.count()) - 1)
      .waitFor(PATIENCE);
    await page.locator('details > summary').evaluateAll((all) => all.forEach((one) => one.click()));
    await page.locator('details pre').last().waitFor(PATIENCE);
    expect(await widthOf(page)).toBe(320);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('axe finds nothing at the page in %s colours', async (colorScheme) => {
    const page = await openPage({ colorScheme });
    await openOperations(page);
    await page.evaluate(axe);
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
    await page.close();
  });

  it('an operation is opened by a key, and then the address leads to it', async () => {
    const page = await openPage({});
    await page.locator('#operations-Consents-checkConsent .opblock-summary-control').focus(PATIENCE);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/docs#/Consents/checkConsent', PATIENCE);
    await page.reload();
    await page.locator('#operations-Consents-checkConsent .execute').waitFor(PATIENCE);
    await page.close();
  });
});
