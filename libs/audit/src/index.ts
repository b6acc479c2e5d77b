export * from './as-of';
export type { Decision } from './decisions/decision';
export { decodeDecisions, encodeDecisions, UnknownDecisions } from './decisions/decision-codec';
export { openDecisionLog, type DecisionLog } from './decisions/decision-log';
export type { DecisionWitness } from './decisions/decision-writer';
export * from './history';
