import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hsaKey } from '#consent';
import { ReadModelUpdater } from '#ledger';
import { TooManyCalls } from '../../authentication/call-meters';
import type { Contract } from '../../contract/contract';
import { Metrics } from '../../observability/metrics';
import { EVENT_STREAM } from './event-text';
import { PageStream, StreamParts } from './page-stream';

/** When a caller with too many streams may try again, in seconds. */
const RETRY_AFTER = 5;

/** The streams that are open: bounded by caller, woken by what the ledger applies, and ended when the service stops. */
@Injectable()
export class PageStreams implements OnModuleDestroy {
  private readonly open = new Set<PageStream>();
  /** How many are open, by contract. One that has none is still there: Prometheus keeps the last value that it was given. */
  private readonly counts = new Map<string, number>();
  private isStopping = false;

  constructor(
    private readonly parts: StreamParts,
    private readonly updater: ReadModelUpdater<unknown>,
    metrics: Metrics,
  ) {
    metrics.gauge('consent_open_streams', 'Streams of events that are open, by contract.', 'contract', () =>
      Promise.resolve(this.counts),
    );
  }

  /**
   * The stream that a request asks for, before its first page is asked for; `null`: it asks for none.
   * @throws TooManyCalls when the caller has as many as it may have.
   */
  begin(contract: Contract, request: FastifyRequest, reply: FastifyReply): PageStream | null {
    const { pages } = contract;
    if (!pages || !asksForEvents(request)) return null;
    this.demandPlace(request, reply);
    const stream = new PageStream({ contract, pages, request, reply }, this.parts);
    this.keep(stream, request, reply);
    if (this.isStopping) stream.stop();
    return stream;
  }

  onModuleDestroy(): void {
    this.isStopping = true;
    for (const stream of this.open) stream.stop();
  }

  private demandPlace({ callingSystem }: FastifyRequest, reply: FastifyReply): void {
    const { STREAMS_PER_CALLER: most } = this.parts.config;
    const caller = hsaKey(callingSystem!.systemId);
    const own = [...this.open].filter(({ systemId }) => hsaKey(systemId) === caller);
    if (own.length < most) return;
    void reply.header('retry-after', RETRY_AFTER);
    throw new TooManyCalls(`At most ${most} streams of a caller are open at once.`, RETRY_AFTER);
  }

  /** A response that waits behind another one never hears of the end of its connection. */
  private keep(
    stream: PageStream,
    { raw: { socket } }: FastifyRequest,
    { raw: response }: FastifyReply,
  ): void {
    const forget = this.updater.onApplied(stream.wake);
    this.open.add(stream);
    this.count(stream.contractName, 1);
    const close = (): void => {
      forget();
      socket.off('close', close);
      if (this.open.delete(stream)) this.count(stream.contractName, -1);
      stream.close();
    };
    response.once('close', close);
    socket.once('close', close);
    if (socket.destroyed) close();
  }

  private count(name: string, more: number): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + more);
  }
}

const asksForEvents = ({ headers: { accept = '' } }: FastifyRequest): boolean =>
  accept.toLowerCase().split(',').some(isOfEvents);

/** A weight of zero says that it is not acceptable (RFC 9110, 12.4.2). */
function isOfEvents(range: string): boolean {
  const [type, ...parameters] = range.split(';').map((part) => part.trim());
  return type === EVENT_STREAM && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
}
