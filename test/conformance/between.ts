import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { kitContracts } from '../../apps/conformance/src/contracts';
import { serveOnLoopback, type LoopbackServer } from '../support/loopback-server';

/** What the faults know of requests. */
export interface Body {
  readonly assertionId?: string;
  readonly startDate?: string;
  readonly endDate?: string;
  readonly accessingActor?: Readonly<Record<string, string>>;
}

export interface ListedConsent {
  readonly endDate?: string;
  readonly cancellationInfo?: object;
  readonly pDLAssertion?: object;
}

interface List {
  readonly result: object;
  readonly pdlAssertions: readonly ListedConsent[];
}

/** What the faults know of responses. */
export interface Content {
  readonly result: { readonly resultText?: string };
  readonly getConsentsResult: List;
  readonly getExtendedConsentsResult: List;
}

export interface Reply {
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
}

/** A call on its way to the service. */
export interface Call {
  readonly door: 'json' | 'soap';
  /** The name of the contract. */
  readonly contract: string;
  /** The request as sent; over SOAP it is in `text` alone. */
  readonly body: Body;
  readonly text: string;
  /** Asks the service, with another request or at another contract of the JSON door where given. */
  readonly forward: (body?: object | string, contract?: string) => Promise<Reply>;
}

/** What answers in the place of the service. */
export type Fault = (call: Call) => Promise<Reply>;

const pathOf = (contract: string): string => kitContracts.find(({ name }) => name === contract)!.path;

function contractAt(path: string): string {
  const found = kitContracts.find((one) => path === `/v2/${one.path}` || path.startsWith(`/${one.name}/`));
  return found!.name;
}

/** A service that is the real one but for this fault. */
export async function brokenBy(fault: Fault, target: string): Promise<LoopbackServer> {
  return serveOnLoopback(
    (request, response) => void answer(request, response).catch(() => response.destroy()),
  );

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await text(request);
    const path = request.url!;
    const door = path.startsWith('/v2/') ? 'json' : 'soap';
    const headers = {
      'content-type': request.headers['content-type']!,
      ...(door === 'soap' && { soapaction: String(request.headers['soapaction']) }),
    };
    const forward = async (body: object | string = sent, contract?: string): Promise<Reply> => {
      const url = target + (contract === undefined ? path : `/v2/${pathOf(contract)}`);
      const message = typeof body === 'string' ? body : JSON.stringify(body);
      const reply = await fetch(url, { method: 'POST', headers, body: message });
      const mediaType = reply.headers.get('content-type')!;
      return { status: reply.status, mediaType, text: await reply.text() };
    };
    const body = door === 'json' ? (JSON.parse(sent) as Body) : {};
    const reply = await fault({ door, contract: contractAt(path), body, text: sent, forward });
    response.writeHead(reply.status, { 'content-type': reply.mediaType }).end(reply.text);
  }
}

export const json = (status: number, body: object, mediaType = 'application/json'): Reply => ({
  status,
  mediaType,
  text: JSON.stringify(body),
});

/** The reply with its JSON content changed. */
export function changed(reply: Reply, change: (content: Content) => object): Reply {
  return { ...reply, text: JSON.stringify(change(JSON.parse(reply.text) as Content)) };
}
