export type { Decision } from './decision';
export { decodeDecisions, encodeDecisions, UnknownDecisions } from './decision-codec';
export type { DecisionFilter } from './decision-filter';
export { openDecisionLog, type DecisionLog, type DecisionLogMode } from './decision-log';
export { dayOf, decisionStream, type TimeSpan } from './decision-streams';
export type { DecisionWitness } from './decision-writer';
export { readDecisions, type DecisionOrder, type DecisionPlace, type PlacedDecision } from './read-decisions';
export { pageOfDecisions, searchDecisions, type DecisionPage } from './search-decisions';
export { reExecute, type ReExecuted } from './re-execute';
