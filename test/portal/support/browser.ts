/** What a form of a page asks for: its address, and what its fields hold. */
export interface Form {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Page {
  readonly status: number;
  readonly text: string;
  /** Where the browser is sent. */
  readonly location: string | null;
  /** When the browser is sent elsewhere by itself, and where to. */
  readonly refresh: string | null;
}

const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string | undefined => {
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`).exec(tag) ?? [];
  return value === undefined ? undefined : plain(value);
};

/** The form with an action, with everything that a browser would send of it as it stands. */
export function formIn({ text }: Page, action: string): Form {
  const [, body] = new RegExp(`<form[^>]*action="${action}"[^>]*>([\\s\\S]*?)</form>`).exec(text) ?? [];
  if (body === undefined) throw new Error(`There is no form to ${action}.`);
  const inputs = [...body.matchAll(/<input[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => attribute(tag, 'type') !== 'radio' || /\schecked/.test(tag))
    .map((tag) => [attribute(tag, 'name')!, attribute(tag, 'value') ?? '']);
  const areas = [...body.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</g)].map(([, name, value]) => [
    name!,
    plain(value!),
  ]);
  const selects = [...body.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)].map(
    ([, name, options]) => [name!, chosenIn(options!)],
  );
  return { action, fields: Object.fromEntries([...inputs, ...areas, ...selects]) as Form['fields'] };
}

function chosenIn(options: string): string {
  const tags = [...options.matchAll(/<option[^>]*>/g)].map(([tag]) => tag);
  return attribute(tags.find((tag) => /\sselected/.test(tag)) ?? tags[0] ?? '', 'value') ?? '';
}

/** A browser without scripts: it keeps the portal's cookies, follows nothing by itself, and remembers every address it met. */
export class PlainBrowser {
  /** Every address in a link, a form or a redirect so far. */
  readonly addresses: string[] = [];

  constructor(
    private readonly url: string,
    private session: string,
    private readonly language = 'sv',
  ) {}

  get(path: string): Promise<Page> {
    return this.ask(path, {});
  }

  /** Sends a form, some of its fields filled in otherwise. */
  send({ action, fields }: Form, filledIn: Readonly<Record<string, string>> = {}): Promise<Page> {
    const body = new URLSearchParams({ ...fields, ...filledIn });
    return this.ask(action, { method: 'POST', body });
  }

  private async ask(path: string, init: RequestInit): Promise<Page> {
    const headers = { cookie: `__Host-session=${this.session}`, 'accept-language': this.language };
    const response = await fetch(this.url + path, { ...init, headers, redirect: 'manual' });
    this.keepCookies(response.headers.getSetCookie());
    const page = {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location'),
      refresh: response.headers.get('refresh'),
    };
    this.addresses.push(path, ...addressesIn(page));
    return page;
  }

  private keepCookies(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [, secret] = /^__Host-session=([^;]*)/.exec(cookie) ?? [];
      if (secret !== undefined) this.session = secret;
    }
  }
}

const addressesIn = ({ text, location }: Page): string[] => [
  ...[...text.matchAll(/\s(?:href|action|src)="([^"]*)"/g)].map(([, address]) => plain(address!)),
  ...(location === null ? [] : [location]),
];
