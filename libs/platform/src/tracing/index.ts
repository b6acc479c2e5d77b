export { openTracing } from './open-tracing';
export * from './trace-requests';
export * from './tracing';
