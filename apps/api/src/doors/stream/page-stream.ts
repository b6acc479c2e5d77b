import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { limitsItself, type Config } from '#platform';
import type { Contract, Outcome, PageEnd, Pages } from '../../contract/contract';
import { ContractRunner } from '../../contract/run-contract';
import { correlationIdOf, RequestContexts } from '../http/request-contexts';
import { CONFIG } from '../../surroundings/tokens';
import { headers } from '../http/headers';
import { ProblemLog } from '../../contract/problem-log';
import { Bell } from './bell';
import { changeText, currentText, endText, EVENT_STREAM, type EndReason } from './event-text';

/** How long a stream may be open, in milliseconds: its reader counts time by its opening, and two clocks drift apart. */
const LONGEST_LIFE = 5 * 60_000;

/** How long a reader may take for the last event when the service stops, in milliseconds. */
const LAST_EVENT = 1_000;

/** How much waits for the reader beside the page at hand, in bytes. */
const BUFFER = 64 * 1024;

/** What all streams share. */
@Injectable()
export class StreamParts {
  constructor(
    readonly runner: ContractRunner,
    readonly contexts: RequestContexts,
    readonly problems: ProblemLog,
    @Inject(CONFIG) readonly config: Config,
  ) {}
}

/** The request that a stream answers. */
export interface StreamedCall {
  readonly contract: Contract;
  readonly pages: Pages;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Sends the pages of a contract one after the other, as Server-Sent Events, for as long as the caller may have them. Each page is asked
 * for as a request of its own would: who calls is learned again, what the caller may see is looked up again, and what is shown is
 * recorded. The next page is read when the reader has taken the one before.
 */
export class PageStream {
  private readonly bell = new Bell();
  private readonly openedAt = performance.now();
  private readonly deadline: NodeJS.Timeout;
  private body: unknown;
  private askedAt = this.openedAt;
  private heartbeatAt = this.openedAt;
  private isClosed = false;
  private isStopping = false;

  constructor(
    private readonly call: StreamedCall,
    private readonly parts: StreamParts,
  ) {
    this.body = beginningOf(call);
    this.deadline = setTimeout(this.cut, LONGEST_LIFE + parts.config.STREAM_STALL_MS).unref();
  }

  get systemId(): string {
    return this.call.request.callingSystem!.systemId;
  }

  get contractName(): string {
    return this.call.contract.name;
  }

  /** What the first page is asked for with. */
  get firstBody(): unknown {
    return this.body;
  }

  /** Rows may have changed. */
  wake = (): void => this.bell.ring();

  /** Lets the stream say that the service stops, and end. */
  stop(): void {
    this.isStopping = true;
    setTimeout(this.cut, LAST_EVENT).unref();
    this.bell.ring();
  }

  /** The connection is gone, or the answer was another one than a stream. */
  close(): void {
    this.isClosed = true;
    clearTimeout(this.deadline);
    this.bell.ring();
  }

  /** @param first the first page. */
  send(first: Outcome): void {
    const { reply, request } = this.call;
    limitsItself(reply.raw);
    const stream = Readable.from(this.watched(first), { objectMode: false, highWaterMark: BUFFER });
    reply
      .header(headers.correlationId, correlationIdOf(request))
      .header('connection', 'close')
      .header('x-accel-buffering', 'no')
      .type(EVENT_STREAM)
      .send(stream);
  }

  /** A reader that takes nothing is cut off: what waits for it never grows, but does not stay for ever either. */
  private async *watched(first: Outcome): AsyncGenerator<string> {
    for await (const text of this.texts(first)) {
      const timer = setTimeout(this.cut, this.parts.config.STREAM_STALL_MS).unref();
      try {
        yield text;
      } finally {
        clearTimeout(timer);
      }
    }
  }

  private async *texts(first: Outcome): AsyncGenerator<string> {
    let outcome: Outcome | EndReason = first;
    while (typeof outcome !== 'string') {
      const end = this.call.pages.end(outcome);
      if (end) {
        yield* this.textsOf(outcome, end);
        this.body = { ...(this.body as object), [this.call.pages.beginsBehind]: end.id };
      }
      outcome = end ? await this.next(end) : 'refused';
      if (this.isClosed) return;
    }
    yield endText(outcome);
  }

  private *textsOf({ content }: Outcome, end: PageEnd): Generator<string> {
    const events = this.call.pages.events(content!);
    for (const event of events) yield changeText(event);
    if (end.hasMore || (events.length === 0 && performance.now() < this.heartbeatAt)) return;
    this.heartbeatAt = performance.now() + this.parts.config.STREAM_HEARTBEAT_MS;
    yield currentText(end, Math.floor(this.askedAt - this.openedAt));
  }

  /** The next page, when there is one or a heartbeat is due, or why there is none. */
  private async next({ hasMore }: PageEnd): Promise<Outcome | EndReason> {
    try {
      if (!hasMore) await this.waitForMore();
      return this.endReason() ?? (await this.ask());
    } catch (error) {
      if (this.isClosed) return 'failed';
      const { status } = this.parts.problems.write(error as Error, correlationIdOf(this.call.request));
      return status < 500 ? 'refused' : 'failed';
    }
  }

  private async waitForMore(): Promise<void> {
    for (;;) {
      const hasRung = await this.bell.wait(this.heartbeatAt - performance.now());
      if (this.endReason() !== null || performance.now() >= this.heartbeatAt) return;
      if (hasRung && this.call.pages.isBehind(this.body as object)) return;
    }
  }

  private endReason(): EndReason | null {
    if (this.isStopping || this.isClosed) return 'service-stopping';
    if (this.call.request.isOnOldConnection) return 'connection-old';
    return performance.now() - this.openedAt > LONGEST_LIFE ? 'time-over' : null;
  }

  private async ask(): Promise<Outcome> {
    const { contract, request } = this.call;
    this.askedAt = performance.now();
    request.callingSystem = await request.callerNow();
    const context = { ...this.parts.contexts.of(request, 'json'), goesOn: true as const };
    return this.parts.runner.run(contract, this.body, context);
  }

  private readonly cut = (): void => void this.call.request.raw.socket.destroy();
}

/** A reader that comes back says what it has seen last, by the standard's own header. */
function beginningOf({ request: { body, headers: sent }, pages }: StreamedCall): unknown {
  const last = sent[headers.lastEventId];
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  return isObject && last ? { ...body, [pages.beginsBehind]: last } : body;
}
