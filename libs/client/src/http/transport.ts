import { once } from 'node:events';
import {
  Agent as HttpAgent,
  request as requestHttp,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

/** What a connection by TLS needs beside what Node trusts already. All are PEM. */
export interface TlsMaterial {
  /** The authorities that may have issued the service's certificate. */
  readonly ca?: string;
  /** The client certificate that proves the caller, and its key. */
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
}

/** An answer whose body is still to be read. */
export interface OpenAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: AsyncIterable<Buffer>;
}

export interface HttpAnswer extends Omit<OpenAnswer, 'body'> {
  readonly body: string;
}

export interface HttpRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** The longest answer that is read, in bytes: several times the longest list. */
const LONGEST_ANSWER = 32 * 1024 * 1024;

/** An answer is too long to be one of the service. */
export class AnswerTooLong extends Error {}

/** Posts to one server, by connections that are kept. It follows no redirect. */
export class Transport {
  private readonly base: URL;
  private agent: HttpAgent | null = null;
  private material: TlsMaterial = {};

  constructor(
    url: string,
    private readonly tls: () => TlsMaterial,
  ) {
    this.base = new URL(url.endsWith('/') ? url : `${url}/`);
    if (!/^https?:$/.test(this.base.protocol)) throw new TypeError(`Not an http or https address: ${url}`);
  }

  /** Where a path is. */
  addressOf(path: string): string {
    return new URL(path, this.base).href;
  }

  /** Answers when the answer begins. @throws Error when none does, or the signal ended it; so does the body. */
  async post({ path, headers, body, signal }: HttpRequest): Promise<OpenAnswer> {
    const send = this.base.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(this.addressOf(path), {
      method: 'POST',
      agent: this.currentAgent(),
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal,
    });
    request.end(body);
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: answer };
  }

  /** Closes the connections that are kept. */
  close(): void {
    this.agent?.destroy();
    this.agent = null;
  }

  /** A certificate that was exchanged is used for the next connection; requests on their way end by the old one. */
  private currentAgent(): HttpAgent {
    const material = this.base.protocol === 'https:' ? this.tls() : {};
    if (this.agent === null || !isSame(material, this.material)) {
      this.material = material;
      const options = { keepAlive: true, ...material };
      this.agent = this.base.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options);
    }
    return this.agent;
  }
}

const isSame = (one: TlsMaterial, other: TlsMaterial): boolean =>
  (['ca', 'cert', 'key', 'passphrase'] as const).every((name) => one[name] === other[name]);

/** @throws Error when its body does not come to its end, AnswerTooLong */
export const wholeAnswer = async (answer: OpenAnswer): Promise<HttpAnswer> => ({
  ...answer,
  body: await textOf(answer.body),
});

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) throw new AnswerTooLong('The answer is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
