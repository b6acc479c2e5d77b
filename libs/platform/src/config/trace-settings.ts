import { str } from 'envalid';
import { httpUrl, keyValues, share } from './setting-kinds';

/** The settings of traces, by the names that OpenTelemetry has for them. */
export const traceSettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl({
    desc: 'Address of a collector of OpenTelemetry that traces are sent to, by OTLP over HTTP as JSON; `/v1/traces` is added to it. Unset: nothing is traced.',
    default: undefined,
    example: 'http://127.0.0.1:4318',
  }),
  OTEL_EXPORTER_OTLP_HEADERS: keyValues({
    desc: 'Headers that are sent to the collector, such as a key: name=value, separated by commas, with percent signs where a value needs them.',
    default: undefined,
    example: 'api-key=secret',
  }),
  OTEL_SERVICE_NAME: str({
    desc: 'What traces call the process that they are from. Unset: consent-service, and consent-portal for the portal.',
    default: undefined,
    example: 'consent-service-west',
  }),
  OTEL_TRACES_SAMPLER_ARG: share({
    desc: 'Which share of the traces is recorded, from 0 to 1. One that its caller does not record is not recorded here either.',
    default: 1,
    example: '0.1',
  }),
};
