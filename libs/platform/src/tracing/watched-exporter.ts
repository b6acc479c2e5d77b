import { ExportResultCode } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../log';

/** Where traces are sent. */
export interface Collector {
  /** Its address, before `/v1/traces`. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How long one batch may take, repetitions included, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** Sends spans to a collector. One that does not take them is reported once, and once when it does again; the spans are lost. */
export function watchedExporter({ endpoint, headers }: Collector, log: Logger): SpanExporter {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: TIMEOUT_MS });
  let isDown = false;
  const report = (code: ExportResultCode, cause: string | undefined): void => {
    const fails = code === ExportResultCode.FAILED;
    if (fails && !isDown)
      log.warn('The collector does not take traces: they are lost until it does.', { url, cause });
    if (!fails && isDown) log.info('The collector takes traces again.', { url });
    isDown = fails;
  };
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        report(result.code, result.error?.message);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}
