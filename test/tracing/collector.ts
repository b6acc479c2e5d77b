import { text } from 'node:stream/consumers';
import { eventually } from '../portal/browser/eventually';
import { serveOnLoopback } from '../support/loopback-server';

type Value = string | number | boolean | undefined;

/** A span as it was exported. */
export interface ExportedSpan {
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client';
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceState?: string;
  readonly hasFailed: boolean;
  readonly facts: Readonly<Record<string, Value>>;
  /** What the process calls itself. */
  readonly service: Value;
}

interface Attribute {
  readonly key: string;
  readonly value: { stringValue?: string; intValue?: number; boolValue?: boolean };
}

interface Exported {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly RawSpan[] }[];
  }[];
}

interface RawSpan extends Pick<ExportedSpan, 'name' | 'traceId' | 'spanId' | 'parentSpanId' | 'traceState'> {
  readonly kind: number;
  readonly status: { readonly code: number };
  readonly attributes: readonly Attribute[];
}

const KINDS = ['unspecified', 'internal', 'server', 'client'];
const FAILED = 2;

const factsOf = (attributes: readonly Attribute[]) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? value.boolValue]),
  );

const spansIn = ({ resourceSpans }: Exported): ExportedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ kind, status, attributes, ...span }) => ({
        ...span,
        kind: KINDS[kind] as ExportedSpan['kind'],
        hasFailed: status.code === FAILED,
        facts: factsOf(attributes),
        service: factsOf(resource.attributes)['service.name'],
      })),
    ),
  );

/** A collector that takes traces by OTLP over HTTP, in JSON, at a free port. */
export class Collector {
  /** Everything that was sent, as it came. */
  readonly bodies: string[] = [];
  readonly headers: Record<string, unknown>[] = [];
  readonly paths: (string | undefined)[] = [];
  /** What it answers from now on. */
  status = 200;

  private constructor(
    readonly url: string,
    readonly close: () => Promise<void>,
  ) {}

  static async start(): Promise<Collector> {
    const server = await serveOnLoopback((request, response) => {
      void text(request).then((body) => {
        const { status } = collector;
        collector.paths.push(request.url);
        collector.headers.push(request.headers);
        if (status === 200) collector.bodies.push(body);
        response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
      });
    });
    const collector = new Collector(server.url, server.close);
    return collector;
  }

  get spans(): ExportedSpan[] {
    return this.bodies.flatMap((body) => spansIn(JSON.parse(body) as Exported));
  }

  /** The spans, once there are so many: what is stopped in this process goes on sending what it no longer waits for. */
  spansOnce(count: number): Promise<ExportedSpan[]> {
    return eventually(() => (this.spans.length >= count ? this.spans : undefined), `${count} spans`);
  }
}

/** A trace as lines, each span deeper than what it is below. */
export function drawn(spans: readonly ExportedSpan[]): string[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const below = (parent: string | undefined, depth: number): string[] =>
    spans
      .filter(({ parentSpanId }) => (ids.has(parentSpanId ?? '') ? parentSpanId : undefined) === parent)
      .flatMap(({ name, spanId }) => [`${'  '.repeat(depth)}${name}`, ...below(spanId, depth + 1)]);
  return below(undefined, 0);
}
