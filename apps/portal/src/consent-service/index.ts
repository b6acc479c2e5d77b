export * from './consent-service';
export * from './consent-service-unavailable';
export { ownTokens } from './own-token';
export type { ConsentList, Outcome } from './contract-calls';
