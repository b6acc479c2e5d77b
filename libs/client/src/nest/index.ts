export { ConsentClientModule, type ConsentClientModuleAsyncOptions } from './consent-client.module';
export { ConsentGuard } from './consent.guard';
export type { ConsentClientModuleOptions } from './module-options';
export { RouteClosed, type ClosedBecause } from './refusals';
export { RequireConsent, type QuestionOf } from './require-consent';
