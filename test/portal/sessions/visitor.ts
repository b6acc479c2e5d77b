import { CookieClient, type Page } from './cookie-client';
import type { PortalUnderTest } from './portal-under-test';

export const SESSION = '__Host-session';
export const SIGN_ON = '__Host-sign-on';

/** A person at a browser of their own. */
export class Visitor {
  readonly browser = new CookieClient({ 'accept-language': 'en-GB,en;q=0.9' });

  constructor(private readonly portal: PortalUnderTest) {}

  open(path: string): Promise<Page> {
    return this.browser.get(this.portal.url + path);
  }

  send(path: string, form: Readonly<Record<string, string>>): Promise<Page> {
    return this.browser.post(this.portal.url + path, form);
  }

  /** By the portal's own address, or as a records system opens it; as far as where the ticket has been looked at. */
  async enter(ticket?: string): Promise<Page> {
    return ticket === undefined ? this.open('/') : this.enterAt(`/?ticket=${ticket}`);
  }

  async enterAt(path: string): Promise<Page> {
    const page = await this.open(path);
    return this.browser.follow(page, (url) => url === `${this.portal.url}/enter`);
  }

  /** At the identity provider, where `page` leads: picks somebody, or nobody. Answers the address to come back to, unopened. */
  async pick(page: Page, name: string | null): Promise<string> {
    const shown = await this.browser.follow(page);
    const subject = name === null ? '' : new RegExp(`value="([^"]+)"><strong>${name}<`).exec(shown.text)![1]!;
    const isElsewhere = (url: string) => !url.startsWith(this.portal.url);
    const last = await this.browser.follow(
      await this.browser.post(shown.url, { person: subject }),
      isElsewhere,
    );
    return last.leadsTo!;
  }

  /** All the way, to the page that is shown in the end. */
  async signIn(name: string, ticket?: string): Promise<Page> {
    const address = await this.pick(await this.enter(ticket), name);
    return this.browser.follow(await this.browser.get(address));
  }

  get session(): string | undefined {
    return this.browser.cookie(this.portal.url, SESSION);
  }

  takeOver(session: string): void {
    this.browser.plant(this.portal.url, SESSION, session);
  }
}

/** The code and the event id that an error page shows. */
export function shownError({ text }: Page): { code?: string; eventId?: string } {
  const [code, eventId] = [...text.matchAll(/<dd class="code">([^<]+)</g)].map(([, shown]) => shown);
  return { code, eventId };
}

/** The token in the forms of a page. */
export const csrfTokenIn = ({ text }: Page): string => /name="csrfToken" value="([^"]+)"/.exec(text)![1]!;
