import type { IncomingHttpHeaders } from 'node:http';
import { defaultTextMapGetter, ROOT_CONTEXT, trace, type Context } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

const propagator = new W3CTraceContextPropagator();

/**
 * The trace that a request belongs to by its headers. Ids are exported and logged, and callers choose them: ids that read as a personal
 * identity count as none, and so does such a `tracestate`.
 */
export function callersTrace(
  { traceparent, tracestate }: IncomingHttpHeaders,
  isPrivate: (text: string) => boolean,
): Context {
  if (typeof traceparent !== 'string' || traceparent.split('-').some(isPrivate)) return ROOT_CONTEXT;
  const state = typeof tracestate === 'string' && !isPrivate(tracestate) ? { tracestate } : {};
  const context = propagator.extract(ROOT_CONTEXT, { traceparent, ...state }, defaultTextMapGetter);
  return trace.getSpanContext(context) ? context : ROOT_CONTEXT;
}
