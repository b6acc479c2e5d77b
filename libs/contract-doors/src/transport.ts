import { once } from 'node:events';
import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { NoAnswer } from './door';
import { failureOfConnection, refusalIn } from './no-answer';

export type Headers = Readonly<Record<string, string>>;

/** How the service is reached. PEM texts prove the caller and the service. */
export interface Connection {
  /** The service's address: what `/v2/…` and `/{Contract}/…` are below. */
  readonly address: string;
  readonly timeoutMs: number;
  /** Of each request, asked for with each: a token may have been renewed. */
  readonly headers: () => Headers | Promise<Headers>;
  /** Hears that the service does not take these headers as a proof. True: others can be had, and the request is sent once more. */
  readonly refused?: (headers: Headers) => boolean;
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

export interface HttpAnswer {
  readonly status: number;
  /** The media type, without its parameters, in lower case. */
  readonly mediaType: string;
  readonly text: string;
}

const LONGEST_ANSWER = 32 * 1024 * 1024;

/** Posts to one service, by connections that are kept. It follows no redirect. */
export class Transport {
  private readonly base: URL;
  private readonly agent: HttpAgent;

  constructor(private readonly connection: Connection) {
    const { address, tls } = connection;
    this.base = new URL(address.endsWith('/') ? address : `${address}/`);
    this.agent =
      this.base.protocol === 'https:'
        ? new HttpsAgent({ keepAlive: true, ...tls })
        : new HttpAgent({ keepAlive: true });
  }

  /** @throws NoAnswer when no whole answer came in time, and what the headers throw. */
  async post(path: string, headers: Headers, sent: string): Promise<HttpAnswer> {
    const proof = await this.connection.headers();
    try {
      return await this.attempt(path, { ...headers, ...proof }, sent);
    } catch (error) {
      const isNotLetIn = error instanceof NoAnswer && error.kind === 'not-let-in';
      if (!isNotLetIn || !this.connection.refused?.(proof)) throw error;
    }
    return this.attempt(path, { ...headers, ...(await this.connection.headers()) }, sent);
  }

  close(): void {
    this.agent.destroy();
  }

  private async attempt(path: string, headers: Headers, sent: string): Promise<HttpAnswer> {
    const signal = AbortSignal.timeout(this.connection.timeoutMs);
    try {
      return await this.exchange(path, headers, sent, signal);
    } catch (error) {
      const exchange = { sent, received: '' };
      if (error instanceof NoAnswer)
        throw new NoAnswer(error.kind, error.message, exchange, error.retryAfterMs);
      if (signal.aborted)
        throw new NoAnswer('timeout', `No answer within ${this.connection.timeoutMs / 1000} s.`, exchange);
      const { kind, why } = failureOfConnection(error);
      throw new NoAnswer(kind, why, exchange);
    }
  }

  private async exchange(
    path: string,
    headers: Headers,
    sent: string,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    const send = this.base.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(new URL(path, this.base), {
      method: 'POST',
      agent: this.agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(sent) },
      signal,
    });
    request.end(sent);
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    const refusal = refusalIn(answer);
    if (refusal) {
      answer.resume();
      throw refusal;
    }
    const mediaType = (answer.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
    return { status: answer.statusCode ?? 0, mediaType, text: await textOf(answer) };
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_ANSWER)
      throw new NoAnswer('not-an-answer', `The answer is longer than ${LONGEST_ANSWER} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
