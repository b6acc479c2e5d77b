export * from './consent-service';
export * from './consent-service-unavailable';
export type { Outcome } from './contract-calls';
