interface Kept {
  readonly value: string;
  readonly path: string;
  readonly attributes: string;
}

/** What a server answered, read to its end. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it leads, when it is a redirect; as a whole address. */
  readonly leadsTo: string | null;
}

type Jar = Map<string, Kept>;

/** A browser without a window: it keeps the cookies of each server, goes where forms and redirects lead, and runs nothing. */
export class CookieClient {
  private readonly jars = new Map<string, Jar>();

  constructor(private readonly headers: Readonly<Record<string, string>> = {}) {}

  get(url: string): Promise<Page> {
    return this.ask(url, {});
  }

  post(url: string, form: Readonly<Record<string, string>>): Promise<Page> {
    return this.ask(url, { method: 'POST', body: new URLSearchParams(form) });
  }

  /** Follows redirects for as long as `goesOn` says so of where the next leads. */
  async follow(page: Page, goesOn: (url: string) => boolean = () => true): Promise<Page> {
    let last = page;
    while (last.leadsTo !== null && goesOn(last.leadsTo)) last = await this.get(last.leadsTo);
    return last;
  }

  cookie(url: string, name: string): string | undefined {
    return this.jarOf(url).get(name)?.value;
  }

  /** What a cookie was set with besides its value. */
  attributesOf(url: string, name: string): string | undefined {
    return this.jarOf(url).get(name)?.attributes;
  }

  /** As whoever has stolen or planted one. */
  plant(url: string, name: string, value: string): void {
    this.jarOf(url).set(name, { value, path: '/', attributes: '' });
  }

  private async ask(url: string, request: RequestInit): Promise<Page> {
    const { pathname } = new URL(url);
    const cookie = [...this.jarOf(url)]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(url, {
      ...request,
      redirect: 'manual',
      headers: { ...this.headers, ...(cookie !== '' && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) this.keep(url, line);
    const location = response.headers.get('location');
    return {
      ...{ url, status: response.status, headers: response.headers, text: await response.text() },
      leadsTo: location === null ? null : new URL(location, url).href,
    };
  }

  private keep(url: string, line: string): void {
    const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*);?\s*(.*)$/.exec(line)!;
    const path = attributeOf(attributes, 'path', '/');
    const isOver = Date.parse(attributeOf(attributes, 'expires', '9999-12-31')) < Date.now();
    if (isOver) this.jarOf(url).delete(name);
    else this.jarOf(url).set(name, { value, path, attributes });
  }

  private jarOf(url: string): Jar {
    const { origin } = new URL(url);
    const jar = this.jars.get(origin) ?? new Map<string, Kept>();
    this.jars.set(origin, jar);
    return jar;
  }
}

const attributeOf = (attributes: string, name: string, otherwise: string): string =>
  new RegExp(`${name}=([^;]+)`, 'i').exec(attributes)?.[1] ?? otherwise;
