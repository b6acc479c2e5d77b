import type { Browser, Page } from 'playwright-core';
import { startChromium, testBrowser } from '../portal/browser/chromium';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { describeWith } from '../support/machine-part';

describeWith(testBrowser, () => {
  let service: InProcessService;
  let browser: Browser;
  let page: Page;
  const elsewhere: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    service = await startInProcess();
    browser = await startChromium();
    page = await browser.newPage();
    page.on('request', (request) => {
      if (!request.url().startsWith(service.url) && !request.url().startsWith('data:'))
        elsewhere.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${service.url}/docs`);
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  it('the page shows a request in four languages, each opened by a key', async () => {
    await page.locator('#operations-Consents-checkConsent .opblock-summary-control').click();
    const operation = page.locator('#operations-Consents-checkConsent');
    const summaries = operation.locator('details > summary');
    await summaries.last().waitFor();
    expect(await summaries.allTextContents()).toEqual(
      ['curl', 'TypeScript', 'C#', 'Java'].map((language) => `Example in ${language}`),
    );
    const example = operation.locator('details pre').first();
    expect(await example.isVisible()).toBe(false);
    await summaries.first().focus();
    await page.keyboard.press('Enter');
    await example.waitFor({ state: 'visible' });
    expect(await example.textContent()).toMatch(/^curl -s 'http:\/\/127\.0\.0\.1:3000\/v2\/check-consent'/);
  });

  it('the page shows what is asked by FHIR', async () => {
    await page.locator('#operations-FHIR-fhirSearchConsents .opblock-summary-control').click();
    const operation = page.locator('#operations-FHIR-fhirSearchConsents');
    await operation.locator('details > summary').last().waitFor();
    expect(await operation.locator('details pre').first().textContent()).toContain('--data-urlencode');
  });

  it('the page asks no other host for anything, and breaks no policy', () => {
    expect([elsewhere, complaints]).toEqual([[], []]);
  });
});
