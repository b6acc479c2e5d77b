export { FakeConsentClient, type FakeOptions } from './fake-consent-client';
