import { once } from 'node:events';
import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { NoAnswer } from './door';

/** How the service is reached. PEM texts prove the caller and the service. */
export interface Connection {
  /** The service's address: what `/v2/…` and `/{Contract}/…` are below. */
  readonly address: string;
  readonly timeoutMs: number;
  /** Of each request, asked for with each: a token may have been renewed. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

export interface HttpAnswer {
  readonly status: number;
  /** The media type, without its parameters, in lower case. */
  readonly mediaType: string;
  readonly text: string;
}

const NOT_LET_IN = 'The service asks who calls. Prove it by a token, by a header, or by --cert and --key.';

const LONGEST_ANSWER = 32 * 1024 * 1024;

/** Posts to one service, by connections that are kept. It follows no redirect and repeats nothing. */
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

  /** @throws NoAnswer when no whole answer came in time. */
  async post(path: string, headers: Readonly<Record<string, string>>, sent: string): Promise<HttpAnswer> {
    const signal = AbortSignal.timeout(this.connection.timeoutMs);
    try {
      return await this.exchange(path, headers, sent, signal);
    } catch (error) {
      const exchange = { sent, received: '' };
      if (error instanceof NoAnswer) throw new NoAnswer(error.kind, error.message, exchange);
      if (signal.aborted)
        throw new NoAnswer('timeout', `No answer within ${this.connection.timeoutMs / 1000} s.`, exchange);
      throw new NoAnswer('unreachable', `The service cannot be reached: ${reasonOf(error)}.`, exchange);
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private async exchange(
    path: string,
    headers: Readonly<Record<string, string>>,
    sent: string,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    const send = this.base.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(new URL(path, this.base), {
      method: 'POST',
      agent: this.agent,
      headers: { ...headers, ...this.connection.headers(), 'content-length': Buffer.byteLength(sent) },
      signal,
    });
    request.end(sent);
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    if (answer.statusCode === 401 || answer.headers['www-authenticate'] !== undefined)
      throw new NoAnswer('not-let-in', NOT_LET_IN);
    const mediaType = (answer.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
    return { status: answer.statusCode ?? 0, mediaType, text: await textOf(answer) };
  }
}

/** The code of a failed connection, which names the cause shortly: ECONNREFUSED, ENOTFOUND, CERT_HAS_EXPIRED. */
function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? message ?? String(error);
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
