import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import {
  defaultTextMapSetter,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { withDeadline } from '../deadline';
import type { Logger } from '../log';
import { projectVersion } from '../project';
import type { RequestSpan, SpanFacts, TraceHeaders, Tracing } from './tracing';
import { callersTrace } from './callers-trace';
import { ownIds } from './own-ids';
import { watchedExporter, type Collector } from './watched-exporter';

export interface OtlpTracingOptions extends Collector {
  /** Which share of the traces is recorded, from 0 to 1. */
  readonly share: number;
  /** What the process is called. */
  readonly name: string;
  /** Whether a text holds a personal identity. */
  readonly isPrivate: (text: string) => boolean;
  /** How long the end of the process waits for the collector, in milliseconds. */
  readonly lastWaitMs: number;
  readonly log: Logger;
}

/** Spans that wait for the collector. Further ones are dropped, so that one that is down does not cost the memory. */
const WAITING_AT_MOST = 2048;
const SENT_TOGETHER = 512;
const SENT_EVERY_MS = 5_000;

const propagator = new W3CTraceContextPropagator();

/** Traces by the SDK of OpenTelemetry, sent by OTLP over HTTP. It changes nothing that the process shares, so that there can be several. */
export class OtlpTracing implements Tracing {
  private readonly provider: TracerProvider;
  private readonly tracer: Tracer;
  private readonly underWay = new AsyncLocalStorage<Context>();

  constructor(private readonly options: OtlpTracingOptions) {
    const sent = {
      exporter: watchedExporter(options, options.log),
      maxQueueSize: WAITING_AT_MOST,
      maxExportBatchSize: SENT_TOGETHER,
      scheduledDelayMillis: SENT_EVERY_MS,
    };
    const sampler = new TraceIdRatioBasedSampler(options.share);
    this.provider = new TracerProvider({
      resource: resourceFromAttributes({ 'service.name': options.name, 'service.version': projectVersion() }),
      idGenerator: ownIds(options.isPrivate),
      sampler: new ParentBasedSampler({ root: sampler, remoteParentSampled: sampler }),
      spanProcessors: [new BatchSpanProcessor(sent)],
    });
    this.tracer = this.provider.getTracer('consent-ledger');
  }

  receive(name: string, headers: IncomingHttpHeaders): RequestSpan {
    const from = callersTrace(headers, this.options.isPrivate);
    const span = this.tracer.startSpan(name, { kind: SpanKind.SERVER }, from);
    const context = trace.setSpan(from, span);
    return {
      traceId: span.spanContext().traceId,
      inside: (work) => this.underWay.run(context, work),
      end: (status, facts) => {
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttributes({ 'http.response.status_code': status, ...facts }).end();
      },
    };
  }

  within<T>(name: string, facts: SpanFacts, work: () => Promise<T>): Promise<T> {
    return this.below(name, SpanKind.INTERNAL, facts, work);
  }

  calling<T>(name: string, facts: SpanFacts, call: (headers: TraceHeaders) => Promise<T>): Promise<T> {
    return this.below(name, SpanKind.CLIENT, facts, (context) => {
      const headers: Record<string, string> = {};
      propagator.inject(context, headers, defaultTextMapSetter);
      return call(headers);
    });
  }

  /** What a collector does not take in time is lost: a process that stops does not wait for it. */
  async close(): Promise<void> {
    const sending = this.provider.shutdown();
    await withDeadline(sending, this.options.lastWaitMs, 'Sending the last traces').catch(() => undefined);
  }

  private below<T>(
    name: string,
    kind: SpanKind,
    facts: SpanFacts,
    work: (context: Context) => Promise<T>,
  ): Promise<T> {
    const above = this.underWay.getStore();
    if (above === undefined) return work(ROOT_CONTEXT);
    const span = this.tracer.startSpan(name, { kind, attributes: facts }, above);
    const context = trace.setSpan(above, span);
    return this.underWay.run(context, () => ended(span, () => work(context)));
  }
}

/** The message of an error may hold what a caller sent, so its name alone is kept. */
async function ended<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    if (error instanceof Error) span.setAttribute('error.type', error.name);
    throw error;
  } finally {
    span.end();
  }
}
