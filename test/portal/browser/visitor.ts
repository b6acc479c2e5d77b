import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** A person at a browser of their own: nothing that another visitor was told is there. */
export class Visitor {
  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    /** Every address that the browser asked for, in its order. */
    readonly addresses: readonly string[],
  ) {}

  static async arrive(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({ locale: 'sv-SE', ...options });
    context.setDefaultTimeout(10_000);
    const addresses: string[] = [];
    context.on('request', (request) => addresses.push(request.url()));
    return new Visitor(context, await context.newPage(), addresses);
  }

  /** The addresses that Back and Forward lead to. */
  async history(): Promise<string[]> {
    const session = await this.context.newCDPSession(this.page);
    const { entries } = await session.send('Page.getNavigationHistory');
    await session.detach();
    return entries.map(({ url }) => url);
  }

  /** What a person reads. */
  text(): Promise<string> {
    return this.page.locator('body').innerText();
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}
