import type { Config } from '../config/config';
import type { Logger } from '../log';
import type { Tracing } from './tracing';

export interface TracedProcess {
  /** What its traces call it, unless a setting does. */
  readonly name: string;
  /** Whether a text holds a personal identity. */
  readonly isPrivate: (text: string) => boolean;
}

/** How long the end of a process waits for the collector at most, in milliseconds. */
const LAST_WAIT_MS = 2_000;

/** Traces where a setting names a collector; `undefined` otherwise, and then nothing of OpenTelemetry is loaded. */
export async function openTracing(
  config: Config,
  process: TracedProcess,
  log: Logger,
): Promise<Tracing | undefined> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: name = process.name } = config;
  if (endpoint === undefined) return undefined;
  const { OtlpTracing } = await import('#platform/otlp-tracing');
  return new OtlpTracing({
    endpoint,
    headers: config.OTEL_EXPORTER_OTLP_HEADERS ?? {},
    share: config.OTEL_TRACES_SAMPLER_ARG,
    lastWaitMs: Math.min(LAST_WAIT_MS, config.SHUTDOWN_DEADLINE_MS / 2),
    name,
    isPrivate: process.isPrivate,
    log,
  });
}
