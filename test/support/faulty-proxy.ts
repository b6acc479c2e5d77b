import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { serveOnLoopback } from './loopback-server';

/** A request as it came to the proxy. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** What is between a caller and the service, and what it does with a request. `forward` asks the service and returns its answer. */
type Fault = (response: ServerResponse, forward: () => Promise<Response>) => Promise<void> | void;

/** What may happen to one request. */
export const faults = {
  /** Nothing ever comes back. */
  silence: (): void => undefined,
  /** The connection breaks before the service gets the request. */
  broken: (response) => void response.destroy(),
  /** The service does what it is asked, and its answer is lost. */
  lostAnswer: async (response, forward) => {
    await forward();
    response.destroy();
  },
  /** The connection breaks in the middle of the answer. */
  cutAnswer: async (response, forward) => {
    const body = await (await forward()).text();
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.write(body.slice(0, -2), () => response.destroy());
  },
} as const satisfies Readonly<Record<string, Fault>>;

/** No fault: for requests before the one that shall have one. */
export const faultless: Fault = async (response, forward) => {
  const answer = await forward();
  response.writeHead(answer.status, [...answer.headers].filter(([name]) => !HOP_BY_HOP.has(name)).flat());
  if (answer.body) await pipeline(Readable.fromWeb(answer.body), response).catch(() => undefined);
  else response.end();
};

/** Something else answers in the place of the service. */
export const answering =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Fault =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

/** Passes requests on to the service, but for as many of the next ones as it has faults. */
export class FaultyProxy {
  readonly seen: SeenRequest[] = [];
  next: Fault[] = [];

  private constructor(
    readonly url: string,
    /** The address of the service. */
    public target: string,
    readonly close: () => Promise<void>,
  ) {}

  static async before(target: string): Promise<FaultyProxy> {
    let proxy: FaultyProxy | null = null;
    const { url, close } = await serveOnLoopback(
      (request, response) => void proxy!.handle(request, response).catch(() => response.destroy()),
    );
    proxy = new FaultyProxy(url, target, close);
    return proxy;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { url: path = '/', method = 'GET', headers } = request;
    this.seen.push({ path, headers });
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const passedOn = Object.entries({ ...headers, 'x-forwarded-host': headers.host! });
    const forward = () =>
      fetch(this.target + path, {
        method,
        headers: passedOn.filter(([name]) => !HOP_BY_HOP.has(name)) as [string, string][],
        ...(method === 'POST' && { body }),
        signal: gone.signal,
      });
    const fault = this.next.shift();
    if (fault) return void (await fault(response, forward));
    await faultless(response, forward);
  }
}

const HOP_BY_HOP = new Set(['connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding']);
