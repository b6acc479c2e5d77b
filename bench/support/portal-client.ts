const PERSONNUMMER = '1.2.752.129.2.1.3.1';

interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** Somebody who is signed on at the portal, without a browser's own work: the cookies of one who did it in a browser. */
export class PortalClient {
  private readonly cookies: Map<string, string>;

  constructor(
    private readonly url: string,
    cookies: readonly Cookie[],
  ) {
    this.cookies = new Map(cookies.map(({ name, value }) => [name, value]));
  }

  /** A page's text. */
  async get(path: string): Promise<string> {
    const response = await this.ask(path, {});
    if (response.status !== 200) throw new Error(`${path} was answered ${response.status}.`);
    return response.text();
  }

  /** Searches for a patient by a personal identity number, as the form on the first page does. */
  async openPatient(number: string): Promise<void> {
    const [, csrfToken = ''] = /name="csrfToken" value="([^"]+)"/.exec(await this.get('/start')) ?? [];
    const body = new URLSearchParams({ csrfToken, kind: PERSONNUMMER, number });
    const response = await this.ask('/start', { method: 'POST', body });
    if (response.status !== 303) throw new Error(`Opening a patient was answered ${response.status}.`);
  }

  private async ask(path: string, request: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.url + path, { ...request, headers: { cookie }, redirect: 'manual' });
    for (const text of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(text)!;
      this.cookies.set(name!, value!);
    }
    return response;
  }
}
