export type { Decision } from './decisions/decision';
