export type { CaseResult, Failure } from './case-result';
export { NotReady } from './demand-ready';
export { runKit } from './run-kit';
