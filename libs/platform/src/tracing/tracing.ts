import type { IncomingHttpHeaders } from 'node:http';

/** What is said of a span. Nothing that a caller sent belongs here, nor anything about a person. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** Headers that pass a trace on: `traceparent`, and `tracestate` where there is one. */
export type TraceHeaders = Readonly<Record<string, string>>;

/** A span of a request that is being answered. */
export interface RequestSpan {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** Runs the work: the spans that it begins are below this one. */
  inside<T>(work: () => T): T;
  /** Ends the span; the request failed when the answer's status says that it is the server's fault. */
  end(status: number, facts: SpanFacts): void;
}

/** Records what is done for a request as spans of a trace, and sends them to a collector. */
export interface Tracing {
  /**
   * Begins the span of a request that came in, in the trace that its headers name (W3C Trace Context), or in a new one where they
   * name none, or one that is malformed or whose ids read as a personal identity.
   */
  receive(name: string, headers: IncomingHttpHeaders): RequestSpan;
  /** Runs work in a span below the one that is under way. Outside of a request there is none, and the work is run alone. */
  within<T>(name: string, facts: SpanFacts, work: () => Promise<T>): Promise<T>;
  /** The same for a call to another system, which gets the headers. They are empty outside of a request. */
  calling<T>(name: string, facts: SpanFacts, call: (headers: TraceHeaders) => Promise<T>): Promise<T>;
  /** Sends what is left, as far as there is time. */
  close(): Promise<void>;
}
