import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** Only what never comes takes that long; a machine may be busy with other things. */
const PATIENCE_MS = 60_000;

/** What a page says that tells why somebody is not let in, or not served. */
export interface ShownError {
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly next: string;
  readonly eventId: string;
}

/** A person at a browser of their own: nothing that another visitor was told is there. */
export class Visitor {
  private constructor(
    private readonly portal: string,
    readonly context: BrowserContext,
    readonly page: Page,
    /** Every address that the browser asked for, in its order. */
    readonly addresses: readonly string[],
  ) {}

  /** @param portal its address. */
  static async arrive(
    browser: Browser,
    portal: string,
    options: BrowserContextOptions = {},
  ): Promise<Visitor> {
    const context = await browser.newContext({ locale: 'sv-SE', ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    const addresses: string[] = [];
    context.on('request', (request) => addresses.push(request.url()));
    return new Visitor(portal, context, await context.newPage(), addresses);
  }

  /** Opens a page of the portal, as a person who types its address would. */
  async open(path: string): Promise<void> {
    await this.page.goto(this.portal + path);
  }

  /** Opens the portal, as a records system does when it has a ticket, and is sent on to sign in. */
  async enter(ticket?: string): Promise<void> {
    await this.open(ticket === undefined ? '/' : `/?ticket=${encodeURIComponent(ticket)}`);
  }

  /** Opens a page of somebody else, who shows what they like at an address of theirs. */
  async openForeign(address: string, html: string): Promise<void> {
    await this.context.route(address, (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await this.page.goto(address);
    await this.context.unroute(address);
  }

  /** At the identity provider: signs in as somebody. */
  async pick(name: string): Promise<void> {
    await leads(this.page, () => this.page.locator('button.person', { hasText: name }).click());
  }

  /** Searches for a patient by a Swedish personal identity number. */
  async openPatient(number: string): Promise<void> {
    await this.open('/start');
    await this.page.locator('#number').fill(number);
    await this.press('main form .primary');
  }

  /** Presses a button, and waits for the page that it leads to. */
  async press(selector: string): Promise<void> {
    await leads(this.page, () => this.page.locator(selector).click());
  }

  /** Does something beside the page that is open, in the same browser. */
  async inAnotherTab(act: (other: Visitor) => Promise<void>): Promise<void> {
    const other = new Visitor(this.portal, this.context, await this.context.newPage(), this.addresses);
    await act(other);
    await other.page.close();
  }

  /** At the identity provider: turns back. */
  async cancel(): Promise<void> {
    await leads(this.page, () => this.page.getByRole('button', { name: 'Cancel' }).click());
  }

  /** Signs out of the portal, and of the identity provider after it. */
  async signOut(): Promise<void> {
    await this.press('form[action="/sign-out"] button');
    await this.press('main form .primary');
  }

  async signIn(name: string, ticket?: string): Promise<void> {
    await this.enter(ticket);
    await this.pick(name);
  }

  async shownError(): Promise<ShownError> {
    const card = this.page.locator('.error-card');
    const [code, eventId] = await card.locator('dd.code').allInnerTexts();
    const message = await card.locator('.told').innerText();
    const next = await card.locator('h2 + p').innerText();
    return { code: code!, message, next, eventId: eventId! };
  }

  heading(): Promise<string> {
    return this.page.locator('h1').innerText();
  }

  /** The path that the browser is at, with what follows it. */
  get path(): string {
    return this.page.url().slice(this.portal.length);
  }

  /** The addresses that Back and Forward lead to. */
  async history(): Promise<string[]> {
    const session = await this.context.newCDPSession(this.page);
    const { entries } = await session.send('Page.getNavigationHistory');
    await session.detach();
    return entries.map(({ url }) => url);
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}

/** Does what leads to another page, and waits for that page. */
export async function leads(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
}
