export * from './consent-service';
export * from './consent-service-unavailable';
export type { ConsentList, Outcome } from './contract-calls';
