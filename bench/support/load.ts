import autocannon from 'autocannon';
import type { ServerProcess } from './server-process';

export interface Load {
  readonly path: string;
  /** The next request's body. */
  readonly body: () => string;
  /** Beside the content type, or in its place. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers that each request has its own of. */
  readonly headersOfEach?: () => Readonly<Record<string, string>>;
  /** What connections by TLS trust, and show. */
  readonly tls?: TlsMaterial;
  readonly connections: number;
  readonly seconds: number;
}

interface TlsMaterial {
  readonly ca: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface Measured {
  /** Requests answered with the expected status, per second. */
  readonly rate: number;
  /** Processor time of the server per request, all its threads, in microseconds. */
  readonly cpuMicros: number;
  /** Latency in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Requests that failed or were refused: a measurement with any is none. */
  readonly failed: number;
}

/** Sends requests for a while, as fast as they are answered, from this process. */
export async function measure(
  server: ServerProcess,
  { path, body, headers, headersOfEach, tls, connections, seconds }: Load,
): Promise<Measured> {
  const before = server.cpuMicros();
  const result = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    ...(tls && { tlsOptions: tls }),
    requests: [
      {
        method: 'POST',
        path,
        headers: { 'content-type': 'application/json', ...headers },
        setupRequest: (request) => ({
          ...request,
          body: body(),
          ...(headersOfEach && { headers: { ...request.headers, ...headersOfEach() } }),
        }),
      },
    ],
  });
  const answered = result.requests.total;
  return {
    rate: answered / result.duration,
    cpuMicros: (server.cpuMicros() - before) / answered,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}
