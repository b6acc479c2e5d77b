import { once } from 'node:events';
import { request, type Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Received {
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
  readonly ms: number;
}

const ENDED = new Set(['ECONNRESET', 'EPIPE']);

/** One exchange on a kept connection; what met the end of one is sent again, as Node's documentation has it. */
export async function exchange(agent: Agent, url: string, sent: Sent): Promise<Received> {
  const begun = performance.now();
  const asked = send(agent, url, sent);
  try {
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const text = (await buffer(answer)).toString();
    const mediaType = answer.headers['content-type'] ?? '';
    return { status: answer.statusCode ?? 0, mediaType, text, ms: performance.now() - begun };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (asked.reusedSocket && ENDED.has(code)) return exchange(agent, url, sent);
    throw error;
  }
}

function send(agent: Agent, url: string, { method, path, headers, body }: Sent): ClientRequest {
  const length = method === 'POST' ? { 'content-length': String(body.length) } : {};
  const asked = request(url + path, { agent, method, headers: { ...headers, ...length } });
  return asked.end(method === 'POST' ? body : undefined);
}
