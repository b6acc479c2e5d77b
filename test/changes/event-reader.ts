import { once } from 'node:events';
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';

/** An event as it came. */
export interface StreamedEvent {
  readonly id?: string;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The comment before it. */
  readonly comment?: string;
}

interface Opening extends RequestOptions {
  readonly careProviderId: string;
  readonly cursor?: string;
  readonly headers?: Record<string, string>;
}

/** A reader of the stream of changes, by the text of the standard alone. */
export class EventReader {
  readonly events: StreamedEvent[] = [];
  /** Whether the stream came to its end, when its connection is closed. */
  readonly ended: Promise<boolean>;
  private rest = '';
  private wake: () => void = () => undefined;
  private isOver = false;

  private constructor(readonly response: IncomingMessage) {
    this.ended = once(response, 'close').then(() => {
      this.isOver = true;
      this.wake();
      return response.complete;
    });
    response.setEncoding('utf8').on('data', (chunk: string) => this.take(chunk));
    response.on('error', () => undefined);
  }

  /** @throws Error with the status and body of what is no stream. */
  static async open(url: string, opening: Opening): Promise<EventReader> {
    const response = await ask(url, opening);
    if (response.headers['content-type'] === 'text/event-stream') return new EventReader(response);
    throw new Error(`${response.statusCode} ${await text(response)}`);
  }

  /** Those of one kind. */
  of(kind: string): readonly StreamedEvent[] {
    return this.events.filter(({ event }) => event === kind);
  }

  /** Waits until what has come satisfies a condition; throws when the stream is over before. */
  async until(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      if (this.isOver) throw new Error(`The stream is over: ${JSON.stringify(this.events.slice(-3))}`);
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Breaks the connection. */
  kill(): void {
    this.response.destroy();
  }

  private take(chunk: string): void {
    const blocks = (this.rest + chunk).split('\n\n');
    this.rest = blocks.pop()!;
    this.events.push(...blocks.map(eventIn));
    this.wake();
  }
}

async function ask(url: string, opening: Opening): Promise<IncomingMessage> {
  const { careProviderId, cursor, headers, ...options } = opening;
  const send = url.startsWith('https:') ? requestHttps : requestHttp;
  const sent = send(`${url}/v2/get-consent-changes`, {
    method: 'POST',
    agent: false,
    ...options,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
  });
  sent.end(JSON.stringify({ careProviderId, cursor }));
  return ((await once(sent, 'response')) as [IncomingMessage])[0];
}

function eventIn(block: string): StreamedEvent {
  const fields = new Map(
    block.split('\n').map((line) => {
      const at = line.indexOf(': ');
      return [line.slice(0, at), line.slice(at + 2)] as const;
    }),
  );
  return {
    ...(fields.has('id') && { id: fields.get('id') }),
    event: fields.get('event')!,
    data: JSON.parse(fields.get('data')!) as StreamedEvent['data'],
    ...(fields.has('') && { comment: fields.get('') }),
  };
}
