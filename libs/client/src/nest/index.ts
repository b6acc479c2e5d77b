export {
  ConsentClientModule,
  type ConsentClientModuleAsyncOptions,
  type ConsentClientModuleOptions,
} from './consent-client.module';
export { ConsentGuard } from './consent.guard';
export { RouteClosed, type ClosedBecause } from './refusals';
export { RequireConsent, type QuestionOf } from './require-consent';
